package org.interesttracker.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Texts of every kind a stream may bring, the same on every call. */
final class TextSamples {

  private static final List<String> FIXED =
      List.of(
          "",
          " ",
          "\t\n\r \u00a0\u3000",
          "\u0000",
          "a\u0000b",
          "[CLS]",
          "[SEP] [MASK] [PAD] [UNK]",
          "x[CLS]y[SEP]z",
          "[cls] [ CLS ] [[CLS]] [CLS",
          "[MA\u0000SK] \uff3bCLS\uff3d [MASK][MASK]",
          "##ing ## # ###a",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 family",
          "\ud83c\udff3\ufe0f\u200d\ud83c\udf08 \ud83c\uddeb\ud83c\uddf7 \ud83d\udc4d\ud83c\udffd",
          "I\u0307stanbul \u0130stanbul \u0131 \u1e9e \u03a3\u03a3 \u03a3\u0391\u03a3",
          "\ufdfa \ufb03 \u2460 \u212b \u1e9b\u0323",
          "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab \ud55c\u3131",
          "\u0e44\u0e17\u0e22\u0e20\u0e32\u0e29\u0e32 \u0939\u093f\u0928\u094d\u0926\u0940",
          "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c",
          "\uf900\ufa6c \ud87e\udc00 \ud842\udfb7 \u3007 \u2ea6",
          "\u0378\u0380 \ud83b\udfff \udbff\udffd \uffff \ufffd",
          "supercalifragilisticexpialidocious antidisestablishmentarianism",
          "a".repeat(100),
          "a".repeat(101),
          "\u00e9".repeat(100),
          "e\u0301".repeat(101),
          "\ud55c".repeat(34),
          "\ud835\udc00".repeat(100),
          "\ud835\udc00".repeat(101),
          "x".repeat(5_000),
          "\u4e2d".repeat(2_000),
          "word ".repeat(1_000),
          "a,".repeat(500));

  /** Ranges of code points, drawn from evenly. */
  private static final int[][] SCRIPTS = {
    {0x20, 0x7E},
    {0x00, 0x1F},
    {0x80, 0x24F},
    {0x250, 0x36F},
    {0x370, 0x52F},
    {0x590, 0x6FF},
    {0x900, 0xE7F},
    {0x1100, 0x11FF},
    {0x1E00, 0x1FFF},
    {0x2000, 0x206F},
    {0x20A0, 0x2BFF},
    {0x3000, 0x33FF},
    {0x4E00, 0x9FFF},
    {0xAC00, 0xD7FF},
    {0xE000, 0xE010},
    {0xF900, 0xFFFF},
    {0x10000, 0x118FF},
    {0x1D100, 0x1D7FF},
    {0x1F000, 0x1FAFF},
    {0x20000, 0x2FA1F},
    {0xE0000, 0xE01EF},
    {0x100000, 0x10FFFF},
  };

  private static final String[] ENGLISH =
      ("the a of interest running shoes Café naïve résumé Zürich don't it's e-mail U.S.A. 3.14"
              + " iPhone15 re-watched unbelievably transformers Recommendation @user #topic"
              + " https://example.org/a?b=c&d 100% $9.99 C++ well—known “quoted” don’t … ½ ™"
              + " electroencephalography Straße œuvre señor Þorn")
          .split(" ");

  private static final String CHINESE =
      "我喜欢看科幻电影和篮球比赛，昨天买了一双跑步鞋。这部电视剧太好看了！机器学习课程推荐？银翼杀手" + "（蝙蝠侠：黑暗骑士）《王者之剑》星际迷航、天气不错；价格￥199";

  private static final String[] OTHERS = {
    "東京タワーへ行きました",
    "カタカナ と ひらがな が゛ば",
    "안녕하세요 저는 영화를 좋아해요",
    "สวัสดีครับ ผมชอบดูหนัง",
    "Привет, как дела? Ёлка",
    "שלום עולם",
    "مرحبا بالعالم",
    "नमस्ते दुनिया",
    "Ελληνικά ΣΊΣΥΦΟΣ",
    "Tiếng Việt rất đẹp",
    "😀😂🤣👍🏽",
    "👩🏿‍🚀👨‍👩‍👧‍👦",
    "[SEP]",
    "[MASK]",
    "[UNK]",
    "[PAD]"
  };

  private final Random random;

  private TextSamples(long seed) {
    random = new Random(seed);
  }

  static List<String> generate(int count) {
    TextSamples samples = new TextSamples(7);
    List<String> texts = new ArrayList<>(FIXED);
    while (texts.size() < count) {
      texts.add(samples.next());
    }
    return texts;
  }

  private String next() {
    int length = random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(25);
    int kind = random.nextInt(6);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      append(text, kind);
    }
    return change().apply(text.toString());
  }

  private void append(StringBuilder text, int kind) {
    switch (kind) {
      case 0 -> text.append(ENGLISH[random.nextInt(ENGLISH.length)]).append(' ');
      case 1 -> text.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
      case 2 -> text.append(OTHERS[random.nextInt(OTHERS.length)]);
      case 3 -> text.appendCodePoint(anyCodePoint());
      case 4 -> text.append(random.nextBoolean() ? "a" : " ").appendCodePoint(anyCodePoint());
      default -> append(text, random.nextInt(5));
    }
  }

  private int anyCodePoint() {
    int[] range = SCRIPTS[random.nextInt(SCRIPTS.length)];
    int c = range[0] + random.nextInt(range[1] - range[0] + 1);
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'z' : c;
  }

  private UnaryOperator<String> change() {
    return switch (random.nextInt(5)) {
      case 0 -> text -> Normalizer.normalize(text, Normalizer.Form.NFD);
      case 1 -> text -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case 2 -> text -> text.toUpperCase(Locale.ROOT);
      case 3 -> text -> text.replace(" ", "\u200b \u00a0");
      default -> text -> text;
    };
  }
}
