package org.interesttracker.text;

import java.util.Arrays;

/**
 * A vocabulary as a trie over UTF-16, for longest-prefix look-up without making strings. All edges
 * lie in one open-addressing hash table: an entry is the node (24 bits), the character (16) and the
 * node it leads to (24).
 */
final class WordTrie {

  private static final int MAX_NODES = 1 << 24;
  private static final int NODE_MASK = MAX_NODES - 1;

  /** No node has number 0, so that no entry is 0, the mark of an empty slot. */
  private static final int ROOT = 1;

  private long[] edges = new long[1 << 10];
  private int[] ids = new int[1 << 9];
  private int nodes = ROOT + 1;

  /** Where the last {@link #longest} match ended and which word it was, in one value. */
  static int end(long match) {
    return (int) (match >>> 32);
  }

  static int id(long match) {
    return (int) match;
  }

  void add(CharSequence word, int id) {
    int node = ROOT;
    for (int i = 0; i < word.length(); i++) {
      int next = next(node, word.charAt(i));
      node = next > 0 ? next : insert(node, word.charAt(i));
    }
    ids[node] = id + 1;
  }

  /** The longest word that starts at an offset of the text, as end and id; -1 if there is none. */
  long longest(char[] text, int from, int to) {
    long match = -1;
    int node = ROOT;
    for (int i = from; i < to; i++) {
      node = next(node, text[i]);
      if (node == 0) {
        return match;
      }
      int id = ids[node];
      if (id != 0) {
        match = (long) (i + 1) << 32 | (id - 1);
      }
    }
    return match;
  }

  private int next(int node, char c) {
    long key = (long) node << 16 | c;
    int mask = edges.length - 1;
    for (int slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
      long edge = edges[slot];
      if (edge >>> 24 == key) {
        return (int) edge & NODE_MASK;
      }
      if (edge == 0) {
        return 0;
      }
    }
  }

  private int insert(int node, char c) {
    if (nodes == MAX_NODES) {
      throw new IllegalArgumentException("A vocabulary may have at most " + MAX_NODES + " nodes");
    }
    if (nodes == ids.length) {
      grow();
    }
    put((long) node << 40 | (long) c << 24 | nodes);
    return nodes++;
  }

  private void grow() {
    ids = Arrays.copyOf(ids, 2 * ids.length);
    long[] old = edges;
    edges = new long[2 * old.length];
    for (long edge : old) {
      if (edge != 0) {
        put(edge);
      }
    }
  }

  private void put(long edge) {
    int mask = edges.length - 1;
    int slot = hash(edge >>> 24) & mask;
    while (edges[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    edges[slot] = edge;
  }

  private static int hash(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 32);
  }
}
