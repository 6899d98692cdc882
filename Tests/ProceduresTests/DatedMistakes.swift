import Testing

/// Mistakes in what depends on dates, in hours and in forms.
extension Mistake {
    private static let town = "municipality.yaml"
    private static let items = "items.yaml"
    private static let procedure = "procedures/small/procedure.yaml"
    private static let table = "procedures/small/judgement.csv"

    private static let roll = "guidance: 案内"

    static let ofDates = [
        Mistake(
            procedure,
            roll,
            "starts: [{ id: a, from: 移動日, unit: day, law: 法 }]\nguidance: 案内",
            "@移動日",
            "「移動日」は使えません"
        ),
        Mistake(
            procedure,
            roll,
            "starts: [{ id: a, from: 異動日, unit: week, law: 法 }]\nguidance: 案内",
            "@week",
            "「week」は使えません"
        ),
        Mistake(
            procedure,
            roll,
            "starts: [{ id: a, from: 異動日, unit: day, deadline: son, law: 法 }]\nguidance: 案内",
            "@son",
            "「son」は使えません（もしかして「soon」"
        ),
        Mistake(procedure, roll, "starts: [{ id: a, from: 異動日, unit: day }]\nguidance: 案内", "@{ id: a", "「law」がありません"),
        Mistake(
            procedure,
            roll,
            "outputs: [{ text: 証, from: 2024-12-02, until: 2024-12-01, law: 法 }]\nguidance: 案内",
            "@2024-12-01",
            "終わりの日（until）が、始まりの日（from）より前です"
        ),
        Mistake(procedure, roll, "outputs: [{ text: 証, when: 遅い届, law: 法 }]\nguidance: 案内", "@遅い届", "「遅い届」という項目はありません"),
        Mistake(
            procedure,
            roll,
            "outputs: [{ text: 証, from: 2024-13-01, law: 法 }]\nguidance: 案内",
            "@2024-13",
            "暦にある日付ではありません"
        ),
        Mistake(
            procedure,
            roll,
            "editions: [{ name: 甲, form: editions/old }]\nguidance: 案内",
            "@editions/old",
            "様式「editions/old」がありません"
        ),
        Mistake(
            procedure,
            roll,
            "editions: [{ until: 2024-09-30, name: 甲 }, { from: 2024-10-02, name: 乙 }]\nguidance: 案内",
            "@{ from: 2024-10-02",
            "前の版の続きになっていません"
        ),
        Mistake(procedure, roll, "filers: [{ who: 隣人 }]\nguidance: 案内", "@隣人", "「隣人」は使えません"),
        Mistake(procedure, "days: 14", "days: 0", "@0, roll", "日数が 0 になっています"),
        Mistake(table, "→期限,", "→開始,", "3", "E3：開始「soon」は procedure.yaml の starts にありません"),
        Mistake(
            items,
            "    cost: 5",
            "    within: { days: 14, roll: true }",
            "@{ days: 14, roll: true }",
            "日数は、計算する日付の項目にだけ書けます"
        ),
        Mistake(items, "{ value: 乙, text", "{ value: 乙, also: [甲], text", "60:7", "「甲」という答えが二つあります"),
    ]

    static let ofHours = [
        Mistake(
            town,
            "hours: 平日",
            "hours: 平日, open: [{ days: [日曜], from: \"8:30\", to: \"17:15\" }]",
            "@日曜",
            "「日曜」は使えません"
        ),
        Mistake(town, "hours: 平日", "hours: 平日, open: [{ days: [月], from: 8時, to: \"17:15\" }]", "@8時", "時刻ではありません"),
        Mistake(
            town,
            "hours: 平日",
            "hours: 平日, open: [{ days: [月], from: \"17:15\", to: \"8:30\" }]",
            "@{ days",
            "閉まる時刻が、開く時刻より前です"
        ),
        Mistake(town, "hours: 平日", "hours: 平日, open: [{ days: [月], from: \"8:30\" }]", "@{ days", "「to」がありません"),
        Mistake(
            town,
            "  - { id: main, name: 役場, hours: 平日, phone: \"1\" }",
            "  - { id: main, name: 役場, hours: 平日, phone: \"1\" }\n  - { id: main, name: 別館, hours: 平日, phone: \"1\" }",
            "8:5",
            "建物「main」が二度書かれています"
        ),
    ]
}
