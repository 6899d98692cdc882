/// Characters of names that people take for one another (異体字), for search keys only.
///
/// Each word is a class: its first character stands for the others. The modern forms of ``FoldTables`` come first.
enum VariantClasses {
    /// Shapes of one character found in names and in no table of modern forms; the same on the first level (K1).
    static let sameCharacter: StaticString = """
        高髙 崎﨑嵜㟢 吉𠮷 柳栁桺 浜濵濱 桑桒 橋𣘺 辺邊邉 斎齋 斉齊 島嶋嶌㠀 富冨 桧檜 村邨 峰峯 館舘 沖冲 晃晄 曽曾 瀬瀨 籠篭 \
        芦蘆 淵渕渊 船舩 野埜 国圀 煕熙凞 宜冝 静靜 顔顏 松枩 兎兔莵 沢澤 塩鹽 巌巖 槙槇 真眞 慎愼 祢禰 弥彌 藪薮 園薗 原厡 \
        土𡈽 角⻆ 剣劍劒 竃竈 桜櫻 栄榮 秋穐 窓窗 蓋葢 尭堯 遥遙 瑶瑤 穂穗 聡聰 悦悅 鋭銳 脱脫 説說 税稅 閲閱 清淸 録錄 緑綠 \
        縁緣 概槪 郎郞 朗朖 即卽 既旣 教敎 戸戶 黄黃 歩步 毎每 呂吕 宮宫 青靑 姫姬 倶俱 顛顚 填塡 莱萊 頬頰 麹麴 繋繫 祷禱 \
        涛濤 桝枡 梼檮 屡屢 蝉蟬 賎賤 迩邇 黒黑 呉吳 横橫 増增 徳德 恵惠 広廣 関關 竜龍 滝瀧 条條 万萬 寿壽 与與
        """

    /// Different characters that a caller cannot tell apart by ear; one class on the second level (K2) only.
    static let soundAlike: StaticString = """
        斎斉 崎埼碕 坂阪 畑畠
        """
}
