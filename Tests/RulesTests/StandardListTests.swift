import Testing

/// Each line is an expression and the value that DMN 1.5 gives it; `refused` where it is no FEEL.
@Suite("標準の文による文字列・リスト・コンテキスト")
struct StandardListTests {
    @Test("文字列の関数（表74）")
    func texts() {
        CaseList.check(
            #"""
            substring("foobar", 3) ||| "obar"
            substring("foobar", 3, 3) ||| "oba"
            substring("foobar", -2, 1) ||| "a"
            substring("foobar", 0) ||| null
            substring("foobar", 7) ||| null
            substring(string: "foobar", start position: 3) ||| "obar"
            substring(string: "foobar", start position: 3, length: 3) ||| "oba"
            substring("foobar", 3.8) ||| "obar"
            substring("foobar", 3, 3.8) ||| "oba"
            substring("\U01F40Eab", 2) ||| "ab"
            string length("foo") ||| 3
            string length("") ||| 0
            string length("\U01F40Eab") ||| 3
            string length("\uD83D\uDC0Eab") ||| 3
            string length(null) ||| null
            string length(123) ||| null
            string length() ||| null
            string length(string: "foo") ||| 3
            upper case("aBc4") ||| "ABC4"
            lower case("aBc4") ||| "abc4"
            lower case(null) ||| null
            lower case("ÀÉ") ||| "àé"
            substring before("foobar", "bar") ||| "foo"
            substring before("foobar", "xyz") ||| ""
            substring before("foobar", "") ||| ""
            substring before("", "") ||| ""
            substring after("foobar", "ob") ||| "ar"
            substring after("", "a") ||| ""
            substring after("foo", "") ||| "foo"
            substring after("foobar", "o") ||| "obar"
            substring after("foobar", null) ||| null
            substring after(null, "a") ||| null
            substring after(string: "foobar", match: "foo") ||| "bar"
            contains("foobar", "of") ||| false
            contains("foobar", "ob") ||| true
            contains("foobar", "") ||| true
            contains("", "") ||| true
            contains(null, "a") ||| null
            contains("foobar") ||| null
            contains(string: "foobar", match: "ob") ||| true
            contains("\U01F40Eab", "\U01F40E") ||| true
            starts with("foobar", "fo") ||| true
            ends with("foobar", "r") ||| true
            matches("foobar", "^fo*b") ||| true
            replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") ||| "[1=ab][2=]cd"
            replace("abracadabra","bra","*") ||| "a*cada*"
            replace("abracadabra","a.*a","*") ||| "*"
            replace("abracadabra","a.*?a","*") ||| "*c*bra"
            replace("abracadabra","a(.)","a$1$1") ||| "abbraccaddabbra"
            replace("AAAA","A+","b") ||| "b"
            replace("AAAA","A+?","b") ||| "bbbb"
            replace("darted","^(.*?)d(.*)$","$1c$2") ||| "carted"
            split("John Doe", "\\s") ||| ["John", "Doe"]
            split("a;b;c;;", ";") ||| ["a", "b", "c", "", ""]
            split("", ";") ||| [""]
            split(null, ";") ||| null
            split("a", null) ||| null
            split(string: "a b", delimiter: " ") ||| ["a", "b"]
            string join(["a","b","c"], "_and_") ||| "a_and_b_and_c"
            string join(["a","b","c"], "") ||| "abc"
            string join(["a","b","c"], null) ||| "abc"
            string join(["a"], "X") ||| "a"
            string join(["a",null,"c"], "X") ||| "aXc"
            string join([], "X") ||| ""
            string join(["a","b","c"]) ||| "abc"
            string join(null) ||| null
            string join([1]) ||| null
            """#
        )
    }

    @Test("真偽の関数（表73）")
    func booleans() {
        CaseList.check(
            #"""
            not(true) ||| false
            not(null) ||| null
            not("true") ||| null
            not(0) ||| null
            not() ||| null
            not(negand: true) ||| false
            not(true, false) ||| null
            not([true]) ||| false
            """#
        )
    }

    @Test("リストの関数（表75）")
    func lists() {
        CaseList.check(
            #"""
            list contains([1,2,3], 2) ||| true
            list contains([1,null], null) ||| true
            list contains([], null) ||| false
            list contains(null, 1) ||| null
            list contains(1, 1) ||| true
            list contains([[1],2], [1]) ||| true
            count([1,[2,3],4]) ||| 3
            count([]) ||| 0
            count(null) ||| null
            count(1) ||| 1
            count(list: [1,2]) ||| 2
            count() ||| null
            count(1,2) ||| null
            min([1,2,3]) ||| 1
            min(1) ||| 1
            min(1,2,3) ||| 1
            min([]) ||| null
            min(null) ||| null
            min([1,null]) ||| null
            min("a","b") ||| "a"
            max(@"2020-01-01", @"2021-01-01") ||| 2021-01-01
            max(1, "a") ||| null
            max([@"PT1H", @"P1D"]) ||| P1D
            max(list: [1,2]) ||| 2
            sum([1,2,3]) ||| 6
            sum(1,2,3) ||| 6
            sum([]) ||| null
            sum([1,null]) ||| null
            sum("a") ||| null
            sum(null) ||| null
            sum() ||| null
            mean([1,2,3]) ||| 2
            mean(1) ||| 1
            mean([]) ||| null
            mean(null) ||| null
            all([true,true]) ||| true
            all([false,null,true]) ||| false
            all([true,null]) ||| null
            all([]) ||| true
            all(true) ||| true
            all(0) ||| null
            all() ||| null
            all(null) ||| null
            all(list: [true]) ||| true
            any([false,true]) ||| true
            any([false,null,true]) ||| true
            any([]) ||| false
            sublist([1,2,3],1,2) ||| [1, 2]
            sublist([4,5,6],1,2) ||| [4, 5]
            sublist([4,5,6],2) ||| [5, 6]
            sublist([4,5,6],-2) ||| [5, 6]
            sublist([4,5,6],-1,1) ||| [6]
            sublist([4,5,6],0) ||| null
            sublist([4,5,6],4) ||| null
            append([1],2,3) ||| [1, 2, 3]
            append([1]) ||| [1]
            append([], null) ||| [null]
            append(1, 2) ||| [1, 2]
            append(null, 2) ||| null
            concatenate([1,2],[3]) ||| [1, 2, 3]
            concatenate([1,2]) ||| [1, 2]
            concatenate([1,2],[[3]]) ||| [1, 2, [3]]
            insert before([1,3],1,2) ||| [2, 1, 3]
            insert before([1,3],-1,2) ||| [1, 2, 3]
            insert before([1,3],5,2) ||| null
            remove([1,2,3],2) ||| [1, 3]
            remove([1,2,3],-1) ||| [1, 2]
            remove([1,2,3],4) ||| null
            reverse([1,2,3]) ||| [3, 2, 1]
            reverse([]) ||| []
            reverse(null) ||| null
            index of([1,2,3,2],2) ||| [2, 4]
            index of([1,null],null) ||| [2]
            index of([],1) ||| []
            union([1,2],[2,3]) ||| [1, 2, 3]
            distinct values([1,2,3,2,1]) ||| [1, 2, 3]
            distinct values([1,"1",null,null]) ||| [1, "1", null]
            duplicate values([1]) ||| null
            flatten([[1,2],[[3]],4]) ||| [1, 2, 3, 4]
            flatten(1) ||| [1]
            product([2,3,4]) ||| 24
            product(2,3,4) ||| 24
            product([]) ||| null
            product() ||| null
            product(null) ||| null
            product([2,"a"]) ||| null
            product([2,null]) ||| null
            product(list: [2,3]) ||| 6
            median(8,2,5,3,4) ||| 4
            median([6,1,2,3]) ||| 2.5
            median([]) ||| null
            median(null) ||| null
            median([1,null]) ||| null
            median("a") ||| null
            median() ||| null
            median(list: [1,2,3]) ||| 2
            stddev(2,4,7,5) ||| 2.081665999466132735282297706979931
            stddev([47]) ||| null
            stddev(47) ||| null
            stddev([]) ||| null
            stddev([1,null]) ||| null
            mode(6,3,9,6,6) ||| [6]
            mode([6,1,9,6,1]) ||| [1, 6]
            mode([]) ||| []
            mode(null) ||| null
            mode([1,null]) ||| null
            sort([3,1,2], function(x,y) x<y) ||| [1, 2, 3]
            sort(list: [3,1,2], precedes: function(x,y) x<y) ||| [1, 2, 3]
            list replace([2,4,7,8], 3, 6) ||| [2, 4, 6, 8]
            list replace([2,4,7,8], -3, 6) ||| [2, 6, 7, 8]
            list replace([2,4,7,8], 0, 6) ||| null
            list replace([2,4,7,8], 5, 6) ||| null
            list replace([2,4,7,8], null, 6) ||| null
            list replace(null, 1, 6) ||| null
            list replace([1], 1, null) ||| [null]
            list replace([2,4,7,8], function(item, newItem) item < newItem, 5) ||| [5, 5, 7, 8]
            list replace(list: [2,4,7,8], match: function(item, newItem) item < newItem, newItem: 5) ||| [5, 5, 7, 8]
            list replace(list: [2,4,7,8], position: 1, newItem: 5) ||| [5, 4, 7, 8]
            list replace([2,4,7,8], function(item, newItem) "a", 5) ||| null
            list replace([2,4,7,8], function(item) true, 5) ||| null
            list replace([1,2,3], 1) ||| null
            list replace(1, 1, 2) ||| [2]
            """#
        )
    }

    @Test("コンテキストと経路（表81）")
    func contexts() {
        CaseList.check(
            #"""
            get value({a: 1}, "a") ||| 1
            get value({a: 1}, "b") ||| null
            get value({a: {b: 2}}, ["a","b"]) ||| 2
            get value({a: {b: 2}}, []) ||| null
            get value(null, "a") ||| null
            get value({a: 1}, null) ||| null
            get value(m: {a: 1}, key: "a") ||| 1
            get value({a: 1}) ||| null
            get entries({a: 1, b: 2}) ||| [{key: "a", value: 1}, {key: "b", value: 2}]
            context([{key:"a", value:1}, {key:"b", value:2}]) ||| {a: 1, b: 2}
            context([{key:"a", value:1}, {key:"a", value:2}]) ||| null
            context([{key:"a"}]) ||| null
            context([{key:null, value:1}]) ||| null
            context([{key:"a", value:null}]) ||| {a: null}
            context({key:"a", value:1}) ||| {a: 1}
            context([]) ||| {}
            context(null) ||| null
            context(entries: [{key:"a", value:1}]) ||| {a: 1}
            context([{key:"a", value:1, x: 3}]) ||| {a: 1}
            context put({x:1}, "y", 2) ||| {x: 1, y: 2}
            context put({x:1, y: 0}, "y", 2) ||| {x: 1, y: 2}
            context put({x:1, y: {a: 0}}, ["y","a"], 2) ||| {x: 1, y: {a: 2}}
            context merge([{x:1}, {y:2}]) ||| {x: 1, y: 2}
            context merge([{x:1}, {x:2}]) ||| {x: 2}
            context merge(contexts: [{x:1}, {y:{a: 0}}, {y: {b: 2}}]) ||| {x: 1, y: {b: 2}}
            context merge({x:1}) ||| {x: 1}
            context merge(null) ||| null
            context merge([]) ||| {}
            context merge([{a: 1}, null]) ||| null
            context merge([1]) ||| null
            context merge() ||| null
            {a: 1, b: a + 1}.b ||| 2
            {a: 1, a: 2} ||| null
            {"a b": 1} ||| {a b: 1}
            {"": 1} ||| {"": 1}
            {a+b: 1} ||| {"a+b": 1}
            {1: 1} ||| refused
            {a b: 1, c: a b + 1}.c ||| 2
            {a: {b: {c: 3}}}.a.b.c ||| 3
            {a: 1}.b ||| null
            null.a ||| null
            "foo".a ||| null
            [{a: {b: 1}}, {a: {b: [2.1, 2.2]}}, {a: {b: 3}}].a.b ||| [1, [2.1, 2.2], 3]
            [{a: 1}, {b: 2}].a ||| [1, null]
            """#
        )
    }

    @Test("絞り込み")
    func filters() {
        CaseList.check(
            #"""
            [1,2,3][1] ||| 1
            [1,2,3][0] ||| null
            [1,2,3][4] ||| null
            [1,2,3][-3] ||| 1
            [1,2,3][-4] ||| null
            [1,2,3][item > 1] ||| [2, 3]
            [1,2,3][true] ||| [1, 2, 3]
            [1,2,3][false] ||| []
            [1,2,3][null] ||| []
            [1,2,3]["a"] ||| null
            [][1] ||| null
            100[1] ||| 100
            100[2] ||| null
            100[item > 1] ||| [100]
            100[item > 1000] ||| []
            null[1] ||| null
            [{a:1},{a:2},{b:3}][a > 1] ||| [{a: 2}]
            [{a:1},{a:2}][item.a = 1] ||| [{a: 1}]
            [{item:1},{item:2}][item > 1] ||| [{item: 2}]
            [1,2,3,4][item in [2..3]] ||| [2, 3]
            [[1],[2,3]][count(item) > 1] ||| [[2, 3]]
            [1,2,3][1.0] ||| 1
            [1,2,3][1.5] ||| null
            {l: [1,2,3], i: 2, r: l[i]}.r ||| 2
            [1,2,3][count([1,2])] ||| 2
            [1,2,3][(function(x) x + 1)(1)] ||| 2
            """#
        )
    }

    @Test("空・null・一つだけの値・名前つきの引数")
    func edges() {
        CaseList.check(
            #"""
            sum([1,2],3) ||| null
            concatenate([1], null) ||| null
            union([1], null) ||| null
            index of([1,[2]], [2]) ||| [2]
            list contains([1,2], [1]) ||| false
            get entries({}) ||| []
            get entries(null) ||| null
            get value([{a: 1}], "a") ||| 1
            reverse(1) ||| [1]
            remove(1, 1) ||| []
            flatten([]) ||| []
            flatten(null) ||| null
            distinct values(null) ||| null
            distinct values(1) ||| [1]
            sort(null, function(x,y) x<y) ||| null
            sort([], function(x,y) x<y) ||| []
            mode("a") ||| null
            all([1]) ||| null
            any([1, true]) ||| true
            any(["a"]) ||| null
            mean("a") ||| null
            mean([1,null]) ||| null
            mean(1,2,3) ||| 2
            string([]) ||| "[]"
            string({}) ||| "{}"
            number(from: "1") ||| 1
            number("1.000,5", ".", ",") ||| 1000.5
            number(from: "1,5", grouping separator: ".", decimal separator: ",") ||| 1.5
            time("10:00") ||| null
            time(10, 0) ||| null
            time(10, 0, 0, null) ||| 10:00:00
            time(from: "10:00:00") ||| 10:00:00
            time(hour: 10, minute: 1, second: 2) ||| 10:01:02
            duration(null) ||| null
            duration(from: "P1D") ||| P1D
            duration(1) ||| null
            upper case(string: "a") ||| "A"
            contains("a", null) ||| null
            starts with("", "") ||| true
            ends with(string: "ab", match: "b") ||| true
            substring before(null, "a") ||| null
            replace(null, "a", "b") ||| null
            replace("a", "a", null) ||| null
            matches("a", null) ||| null
            split("a", "") ||| null
            decimal(1.5, 1.9) ||| 1.5
            modulo(5, null) ||| null
            modulo(dividend: 5, divisor: 3) ||| 2
            log(null) ||| null
            exp(number: 0) ||| 1
            even(1.5) ||| null
            abs(null) ||| null
            before(1, 2) ||| true
            before(1, "a") ||| null
            meets([1..2], [2..3]) ||| true
            overlaps([1..3], [2..4]) ||| true
            coincides(1, 1) ||| true
            during(2, [1..3]) ||| true
            finished by([1..3], 3) ||| true
            started by([1..3], 1) ||| true
            includes([1..3], [2..3]) ||| true
            after(5, [1..5)) ||| true
            """#
        )
    }
}
