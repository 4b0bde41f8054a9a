package org.liuhen.views.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liuhen.views.difference.Passage.Kind;

class WordingTest {

    @Test
    void aFigureInASentenceIsOneWord() {
        assertThat(between("空气优良天数比例为22.8%，同比上升。", "空气优良天数比例为23.5%，同比上升。"))
                .containsExactly(
                        new Passage(Kind.KEPT, "空气优良天数比例为"),
                        new Passage(Kind.REMOVED, "22.8"),
                        new Passage(Kind.ADDED, "23.5"),
                        new Passage(Kind.KEPT, "%，同比上升。"));
    }

    @Test
    void chineseWordsAreNotCutIntoCharacters() {
        assertThat(between("全年开展执法检查", "全年完成执法检查"))
                .containsExactly(
                        new Passage(Kind.KEPT, "全年"),
                        new Passage(Kind.REMOVED, "开展"),
                        new Passage(Kind.ADDED, "完成"),
                        new Passage(Kind.KEPT, "执法检查"));
    }

    @Test
    void theSameTextIsOneKeptPassageAndAnEmptyOneNone() {
        assertThat(between("不变", "不变")).containsExactly(new Passage(Kind.KEPT, "不变"));
        assertThat(between("", "")).isEmpty();
        assertThat(between("", "新增")).containsExactly(new Passage(Kind.ADDED, "新增"));
    }

    @Test
    void whateverTheTextsBothAreWhatTheirPassagesMake() {
        long seed = Long.getLong("liuhen.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String before = text(random);
            String after = random.nextBoolean() ? text(random) : edited(before, random);
            List<Passage> passages = between(before, after);
            assertThat(without(passages, Kind.ADDED)).as("seed %d", seed).isEqualTo(before);
            assertThat(without(passages, Kind.REMOVED)).as("seed %d", seed).isEqualTo(after);
            for (int at = 1; at < passages.size(); at++) {
                assertThat(passages.get(at).kind()).isNotEqualTo(passages.get(at - 1).kind());
            }
        }
    }

    @Test
    void oneWordInALongTextIsFound() {
        String around = "甲 ".repeat(50_000);
        assertThat(between(around + "乙 " + around, around + "丙 " + around))
                .containsExactly(
                        new Passage(Kind.KEPT, around),
                        new Passage(Kind.REMOVED, "乙"),
                        new Passage(Kind.ADDED, "丙"),
                        new Passage(Kind.KEPT, " " + around));
    }

    @Test
    void textsThatNoHonestEditMakesAreNotToldByWords() {
        String one = "甲 ".repeat(10_000);
        String other = "乙 ".repeat(10_000);
        assertThat(new Wording().between(one, other)).isNull();
        Wording wording = new Wording();
        for (int i = 0; i < 4; i++) {
            assertThat(wording.between("甲 ".repeat(700), "乙 ".repeat(700))).isNotNull();
        }
        assertThat(wording.between("甲 ".repeat(700), "乙 ".repeat(700))).isNull();
    }

    private static List<Passage> between(String before, String after) {
        List<Passage> passages = new Wording().between(before, after);
        assertThat(passages).isNotNull();
        return passages;
    }

    private static String without(List<Passage> passages, Kind left) {
        return passages.stream()
                .filter(passage -> passage.kind() != left)
                .map(Passage::text)
                .collect(Collectors.joining());
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0, SOME.length)
                .mapToObj(word -> SOME[word])
                .collect(Collectors.joining());
    }

    private static String edited(String text, Random random) {
        int cut =
                text.isEmpty()
                        ? 0
                        : text.offsetByCodePoints(
                                0, random.nextInt(text.codePointCount(0, text.length())));
        return text.substring(0, cut) + SOME[random.nextInt(SOME.length)] + text.substring(cut);
    }

    private static final String[] SOME = {
        "预算",
        "执行率",
        "84.97%",
        "6,771.02",
        "万元",
        "，",
        "。",
        "𠮷",
        "👨‍👩‍👧",
        "\n",
        "e\u0301",
        "A-1",
        " "
    };
}
