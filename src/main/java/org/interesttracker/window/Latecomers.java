package org.interesttracker.window;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Window state of sliding windows: the ids of waiting events that are new here because the window
 * before had closed for good. It depends on the watermark at their arrival, so it must be noted
 * then. Cleared by each firing, with the events.
 */
final class Latecomers {

  static final ListStateDescriptor<String> EVENT_IDS =
      new ListStateDescriptor<>("latecomers", Types.STRING);

  private Latecomers() {}
}
