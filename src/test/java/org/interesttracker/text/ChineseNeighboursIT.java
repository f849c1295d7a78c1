package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.interesttracker.SharedData;
import org.interesttracker.cli.Console;
import org.interesttracker.model.ItemIndex;
import org.junit.jupiter.api.Test;

/**
 * How well the Chinese embedding tells what a title is about: the class of a title by its five
 * nearest neighbours among others, on 10,000 news titles of ten classes.
 */
class ChineseNeighboursIT {

  private static final Path TITLES = SharedData.directory("thucnews-zh").resolve("dev.txt");
  private static final int CLASSES = 10;
  private static final int NEIGHBOURS = 5;
  private static final int BLOCK = 100;

  private record Title(float[] vector, int category) {}

  @Test
  void fiveNearestNeighboursTellTheClass() throws IOException {
    assumeThat(TITLES).as("The Chinese titles are not at hand").isRegularFile();
    List<Title> titles = embedded(Files.readAllLines(TITLES));
    List<Title> even = half(titles, 0);
    List<Title> odd = half(titles, 1);
    double oddByEven = accuracy(even, odd);
    double evenByOdd = accuracy(odd, even);
    Console.print(
        "5-NN accuracy on Chinese titles: %.4f of odd lines, %.4f of even lines"
            .formatted(oddByEven, evenByOdd));
    assertThat(oddByEven).isGreaterThanOrEqualTo(0.82);
    assertThat(evenByOdd).isGreaterThanOrEqualTo(0.82);
  }

  private static List<Title> embedded(List<String> lines) {
    List<Title> titles = new ArrayList<>();
    try (TextEncoder encoder = Encoders.acquire(EncoderSpec.BGE_SMALL_ZH_V15)) {
      for (int from = 0; from < lines.size(); from += BLOCK) {
        List<String[]> block =
            lines.subList(from, from + BLOCK).stream().map(line -> line.split("\t")).toList();
        float[][] vectors = encoder.encode(block.stream().map(line -> line[0]).toList());
        for (int i = 0; i < vectors.length; i++) {
          titles.add(new Title(vectors[i], Integer.parseInt(block.get(i)[1])));
        }
      }
    }
    return titles;
  }

  /** Lines of one parity; the first line is line 1. */
  private static List<Title> half(List<Title> titles, int parity) {
    List<Title> half = new ArrayList<>();
    for (int line = 1; line <= titles.size(); line++) {
      if (line % 2 == parity) {
        half.add(titles.get(line - 1));
      }
    }
    return half;
  }

  private static double accuracy(List<Title> reference, List<Title> queries) {
    ItemIndex index = new ItemIndex(queries.get(0).vector().length);
    for (int i = 0; i < reference.size(); i++) {
      index.put(String.valueOf(i), reference.get(i).vector());
    }
    long right =
        queries.stream()
            .filter(query -> category(index.scores(query.vector()), reference) == query.category())
            .count();
    return (double) right / queries.size();
  }

  /** The class of most of the nearest; of classes with equally many, that of the nearest. */
  private static int category(float[] cosines, List<Title> reference) {
    int[] nearest = nearest(cosines, reference.size());
    int[] votes = new int[CLASSES];
    Arrays.stream(nearest).forEach(i -> votes[reference.get(i).category()]++);
    int most = Arrays.stream(votes).max().orElseThrow();
    return Arrays.stream(nearest)
        .map(i -> reference.get(i).category())
        .filter(category -> votes[category] == most)
        .findFirst()
        .orElseThrow();
  }

  /** Nearest first. */
  private static int[] nearest(float[] cosines, int size) {
    int[] nearest = new int[NEIGHBOURS];
    int held = 0;
    for (int i = 0; i < size; i++) {
      int place = held < NEIGHBOURS ? held++ : NEIGHBOURS;
      while (place > 0 && cosines[i] > cosines[nearest[place - 1]]) {
        if (place < NEIGHBOURS) {
          nearest[place] = nearest[place - 1];
        }
        place--;
      }
      if (place < NEIGHBOURS) {
        nearest[place] = i;
      }
    }
    return nearest;
  }
}
