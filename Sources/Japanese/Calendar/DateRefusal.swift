/// Why a typed or delivered date was refused (日付の誤り); ``sentence`` says what is wrong and what to type.
package enum DateRefusal: Hashable, Sendable {
    case empty
    case tooLong
    case notADate
    case incomplete
    case eraMissing
    case eraDigit(Int)
    case eraYearZero(era: String)
    case beforeEra(era: Era, proper: Wareki?)
    case month(Int)
    case day(month: Int, day: Int, last: Int)
    case notLeapYear(text: String)
    case yearOutOfRange(Int)

    /// The sentence with the library's own eras.
    package var sentence: String { sentence(eras: .national) }

    /// One Japanese sentence for the person who typed; it never repeats more than the numbers at fault.
    package func sentence(eras: EraTable) -> String {
        switch self {
        case .empty:
            "日付が入力されていません。昭和55年2月17日なら 3550217 のように入力してください。"
        case .tooLong:
            "日付として長すぎます。昭和55年2月17日なら 3550217 のように入力してください。"
        case .notADate:
            "日付として読めません。3550217、S55.2.17、1980/2/17、昭和55年2月17日 のいずれかの形で入力してください。"
        case .incomplete:
            "年・月・日のいずれかが足りません。月と日も入力してください（例 3550217、昭和55年2月17日）。"
        case .eraMissing:
            "元号が分かりません。先頭に \(eras.keypadText)を付けるか、西暦4けたで入力してください。"
        case .eraDigit(let digit):
            "先頭の \(digit) に当たる元号はありません。\(eras.keypadText)のいずれかで始めてください。"
        case .eraYearZero(let era):
            "\(era)0年はありません。最初の年は\(era)元年（1年）と入力してください。"
        case .beforeEra(let era, let proper):
            DateRefusal.beforeEraSentence(era, proper)
        case .month(let month):
            "\(month)月はありません。月は1から12で入力してください。"
        case .day(let month, let day, let last):
            "\(month)月\(day)日はありません。\(month)月の日は1から\(last)で入力してください。"
        case .notLeapYear(let text):
            "\(text)はうるう年ではないので、2月29日はありません。年か日を確かめて入力してください。"
        case .yearOutOfRange(let year):
            "西暦\(year)年は扱えません。年を確かめて入力してください。"
        }
    }

    private static func beforeEraSentence(_ era: Era, _ proper: Wareki?) -> String {
        let first = era.firstDay
        let start = "\(era.name)は\(first.year)年\(first.month)月\(first.day)日からです。"
        guard let proper else { return start + "元号か年を確かめて入力してください。" }
        return start + "その日は\(proper.text)と入力してください。"
    }
}

/// What a reader of a date should know although it was read (日付の注意).
package enum DateNote: Hashable, Sendable {
    /// A year the era never had, such as 昭和100年, read as the day it would have been.
    case beyondEra(written: Wareki, proper: Wareki)
    /// A day before the era began, kept because a register holds it so.
    case beforeEra(written: Wareki, proper: Wareki)
    /// Before 明治6年1月1日, when the lunar calendar was in use: there is no calendar day to reckon with.
    case lunarCalendar
    /// A day that never was, such as 2月29日 of a common year, kept as written.
    case nonCalendarDay
    /// The date, or part of it, is unknown (不詳).
    case unknown
    case future

    package var sentence: String {
        switch self {
        case .beyondEra(let written, let proper), .beforeEra(let written, let proper):
            "\(written.text)は\(proper.text)のことです。"
        case .lunarCalendar: "明治5年までは旧暦のため、年齢などの計算はできません。"
        case .nonCalendarDay: "暦にない日です。書かれたとおりに扱います。"
        case .unknown: "日付の全部または一部が不詳です。"
        case .future: "今日より後の日付です。"
        }
    }
}
