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
        涛濤 桝枡 梼檮 屡屢 蝉蟬 賎賤 迩邇 黒黑 呉吳 横橫 増增 徳德 恵惠 広廣 関關 竜龍 滝瀧 条條 万萬 寿壽 与與 \
        喜㐂 彦彥 亀龜 亀𪚲 鴎鷗 蝋蠟 鹸鹼 砺礪 蒋蔣 醤醬 騨驒 掴摑 昇曻 面靣 達逹 梅楳 雁鴈 群羣 略畧 裏裡 \
        煙烟 回囘 廼迺 糾糺 晋晉 年秊 場塲 準凖 減减 決决 況况 頴穎 卯夘 呑吞 多夛 姉姊 妍姸 屏屛 并幷 冴冱 \
        衆眾 隣鄰 靭靱 棋棊 峨峩 砿礦 壷壺 鶯鴬 潅灌 讃讚 蕊蘂 蘇蘓 蝿蠅 諌諫 頚頸 鯵鰺 丈𠀋 叱𠮟 岡𦊆 勇勈 \
        節莭 稚穉 棲栖 簔蓑 鉄鐡 剣劔剱釼 蛎蠣 秋龝 宝寳 涼凉 啓啟 寧寗 尚尙 昂昻 虎乕 磯礒 俣俁 闊濶
        """

    /// The standard form of each entry of 常用漢字表 (平成22年内閣告示第2号) with the Kangxi form (康熙字典体) it gives in brackets.
    static let standardForms: StaticString = """
        亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 \
        奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 \
        巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 既旣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 \
        郷鄕 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 研硏 \
        県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國 黒黑 砕碎 \
        済濟 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 \
        渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍 将將 称稱 渉涉 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 \
        壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 \
        静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 \
        装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 \
        胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 \
        当當 党黨 盗盜 稲稻 闘鬪 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 \
        晩晚 蛮蠻 秘祕 浜濱 瓶甁 払拂 仏佛 併倂 並竝 変變 弁辨瓣辯 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 \
        黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 \
        塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣
        """

    /// Different characters that a caller cannot tell apart by ear, and の as 一ノ瀬 and 一之瀬 have it; one class on the second level (K2) only.
    static let soundAlike: StaticString = """
        斎斉 崎埼碕 坂阪 畑畠 ノ之乃 藪籔 刈苅 祇祗 荘庄
        """
}
