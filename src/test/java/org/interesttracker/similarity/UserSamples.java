package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Users' items written short. */
final class UserSamples {

  private UserSamples() {}

  /**
   * @param items latest first, as item:weight
   */
  static UserItems user(String userId, long timestamp, String... items) {
    String[] ids = new String[items.length];
    float[] weights = new float[items.length];
    for (int k = 0; k < items.length; k++) {
      ids[k] = items[k].split(":")[0];
      weights[k] = Float.parseFloat(items[k].split(":")[1]);
    }
    return new UserItems(userId, ids, weights, timestamp);
  }

  /** Up to half of so many items, in any order, with weights of -2 to 3. */
  static UserItems random(Random random, String userId, long timestamp, int items) {
    List<String> all = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      all.add("i" + item + ":" + (random.nextInt(6) - 2));
    }
    Collections.shuffle(all, random);
    return user(
        userId, timestamp, all.subList(0, random.nextInt(items / 2 + 1)).toArray(String[]::new));
  }
}
