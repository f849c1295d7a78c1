package org.interesttracker.privacy;

/** 64 bits of texts, spread evenly: FNV-1a, then the finalizer of MurmurHash3. Not for secrets. */
public final class SpreadHash {

  private static final long BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private SpreadHash() {}

  /** Of the texts with the border between them; a null is as an empty one. */
  public static long of(long seed, String... texts) {
    long hash = BASIS ^ mix(seed);
    for (String text : texts) {
      for (int i = 0; text != null && i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
      hash = (hash ^ Character.MAX_VALUE) * PRIME;
    }
    return mix(hash);
  }

  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
