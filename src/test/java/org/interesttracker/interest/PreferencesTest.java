package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Json;
import org.interesttracker.interest.Preferences.Leaning;
import org.junit.jupiter.api.Test;

class PreferencesTest {

  private static final int MAX = 3;

  private Preferences preferences = Preferences.NONE;

  @Test
  void aBlockHoldsUntilItIsTakenBack() {
    item(ControlType.BLOCK_ITEM, "a");
    item(ControlType.BLOCK_ITEM, "b");
    topic(ControlType.BLOCK_CATEGORY, "a");
    item(ControlType.UNBLOCK_ITEM, "a");
    assertThat(preferences.blockedItems()).containsExactly("b");
    assertThat(preferences.blockedCategories()).containsExactly("a");
    item(ControlType.UNBLOCK_ITEM, "b");
    topic(ControlType.UNBLOCK_CATEGORY, "a");
    assertThat(preferences).isEqualTo(Preferences.NONE);
    assertThat(preferences.isEmpty()).isTrue();
  }

  @Test
  void theOldestBlockIsTheFirstToGo() {
    for (String item : new String[] {"a", "b", "a", "c", "d"}) {
      item(ControlType.BLOCK_ITEM, item);
    }
    assertThat(preferences.blockedItems()).as("a was ordered again").containsExactly("a", "c", "d");
    for (String topic : new String[] {"a", "b", "c", "d"}) {
      topic(ControlType.BLOCK_CATEGORY, topic);
      topic(ControlType.MORE_OF, topic);
    }
    assertThat(preferences.blockedCategories()).containsExactly("b", "c", "d");
    assertThat(preferences.leanings()).extracting(Leaning::topic).containsExactly("b", "c", "d");
  }

  @Test
  void lessAndMoreAreStepsThatTakeEachOtherBack() {
    for (int i = 0; i < 5; i++) {
      topic(ControlType.LESS_OF, "bikes");
    }
    item(ControlType.MORE_OF, "bikes");
    assertThat(preferences.leanings())
        .as("three steps at the most, and an item is no topic")
        .containsExactly(new Leaning(null, "bikes", -3), new Leaning("bikes", null, 1));
    topic(ControlType.MORE_OF, "bikes");
    item(ControlType.LESS_OF, "bikes");
    assertThat(preferences.leanings()).containsExactly(new Leaning(null, "bikes", -2));
  }

  @Test
  void aForgottenTopicIsNotWantedEither() {
    topic(ControlType.MORE_OF, "bikes");
    topic(ControlType.MORE_OF, "cars");
    topic(ControlType.BLOCK_CATEGORY, "bikes");
    topic(ControlType.FORGET_TOPIC, "bikes");
    assertThat(preferences.leanings()).extracting(Leaning::topic).containsExactly("cars");
    assertThat(preferences.blockedCategories()).as("a block stays").containsExactly("bikes");
  }

  @Test
  void ordersAboutOtherThingsAreRefused() {
    assertThatThrownBy(() -> topic(ControlType.ERASE_USER, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsJsonHoldsWhatIsOrderedAlone() throws Exception {
    topic(ControlType.LESS_OF, "bikes");
    assertThat(Json.MAPPER.writeValueAsString(preferences))
        .isEqualTo(
            "{\"blocked_items\":[],\"blocked_categories\":[],"
                + "\"leanings\":[{\"topic\":\"bikes\",\"steps\":-1}]}");
  }

  private void item(ControlType type, String item) {
    preferences = preferences.after(new ControlMessage(type, "u", null, item, null, null, 1), MAX);
  }

  private void topic(ControlType type, String topic) {
    preferences = preferences.after(new ControlMessage(type, "u", topic, null, null, 1), MAX);
  }
}
