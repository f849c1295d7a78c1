package org.interesttracker.evaluation;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.Event;

/**
 * What is evaluated on.
 *
 * @param events by time, ties in the order of the file; an event id of a user once
 * @param catalog in the order of the file, each item as its last line says
 * @param deadLetters how many lines could not be used, by reason
 * @param repeats how many events were left out because the user had one of that event id
 */
record EvaluationData(
    List<Event> events,
    List<CatalogItem> catalog,
    Map<DeadLetter.Reason, Integer> deadLetters,
    int repeats) {}
