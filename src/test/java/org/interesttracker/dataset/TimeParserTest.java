package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {

  @ParameterizedTest
  @CsvSource({
    "1396867869,              2014-04-07T10:51:09Z",
    "1396867869.25,           2014-04-07T10:51:09.250Z",
    "1396867869277,           2014-04-07T10:51:09.277Z",
    "99999999999,             5138-11-16T09:46:39Z",
    "100000000000,            1973-03-03T09:46:40Z",
    "2014-04-07T10:51:09.277Z,2014-04-07T10:51:09.277Z",
    "2014-04-07T10:51:09+02:00,2014-04-07T08:51:09Z",
    "2014-04-07T10:51:09,     2014-04-07T10:51:09Z",
    "2014-04-07 10:51:09,     2014-04-07T10:51:09Z",
    "2014-04-07,              2014-04-07T00:00:00Z"
  })
  void readsSecondsMillisecondsAndIso(String text, String expected) throws BadRowException {
    assertThat(new TimeParser(null, ZoneOffset.UTC).parse(text))
        .isEqualTo(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "M/d/yyyy h:mm:ss a, 11/5/2019 8:55:22 PM, 2019-11-05T20:55:22Z",
    "M/d/yyyy h:mm:ss a, 11/15/2019 08:55:22 am, 2019-11-15T08:55:22Z",
    "dd-MMM-yyyy, 01-Jan-1995, 1995-01-01T00:00:00Z",
    "yyyyMMddHHmm, 201911150855, 2019-11-15T08:55:00Z"
  })
  void readsThePattern(String pattern, String text, String expected) throws BadRowException {
    assertThat(new TimeParser(pattern, ZoneOffset.UTC).parse(text))
        .isEqualTo(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({"2014-04-07T10:51:09, 2014-04-07T02:51:09Z", "2014-04-07, 2014-04-06T16:00:00Z"})
  void timesWithoutAZoneAreOfTheGivenOne(String text, String expected) throws BadRowException {
    assertThat(new TimeParser(null, ZoneId.of("Asia/Shanghai")).parse(text))
        .isEqualTo(Instant.parse(expected).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-5", "0", "1396867869277000", "2014-13-01", "20:15", "1e9"})
  void refusesWhatIsNoTimeWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> new TimeParser(null, ZoneOffset.UTC).parse(text))
        .isInstanceOf(BadRowException.class)
        .hasMessageStartingWith("The time ")
        .hasMessageNotContaining("yesterday");
  }
}
