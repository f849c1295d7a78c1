package org.interesttracker.bench;

import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.interest.UserWindow;

/**
 * Windows that are made before a job of this process reads them, so that making them is not what
 * its speed depends on.
 */
final class WindowsInMemory {

  private static UserWindow[] windows = {};
  private static long users;

  private WindowsInMemory() {}

  /**
   * @param count at the most as many as memory holds: about 800 bytes each
   */
  static KeyedStream<UserWindow, String> stream(
      StreamExecutionEnvironment environment, int count, long ofUsers) {
    if (windows.length != count || users != ofUsers) {
      windows = UserWindows.first(count, ofUsers);
      users = ofUsers;
    }
    return UserWindows.stream(environment, WindowsInMemory::get, count);
  }

  private static UserWindow get(long n) {
    return windows[(int) n];
  }
}
