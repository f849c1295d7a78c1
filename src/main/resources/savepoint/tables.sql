CREATE TABLE snapshot (
  location VARCHAR, kind VARCHAR, version INTEGER, job VARCHAR, checkpoint BIGINT,
  completed TIMESTAMP, operators INTEGER, bytes BIGINT);
COMMENT ON TABLE snapshot IS 'The savepoint as a whole; one row.';
COMMENT ON COLUMN snapshot.kind IS 'canonical savepoint, native savepoint or checkpoint';
COMMENT ON COLUMN snapshot.version IS 'of the form of its metadata, as Flink numbers it';
COMMENT ON COLUMN snapshot.job IS 'the id of the job, or its beginning, where the folder''s name tells it';
COMMENT ON COLUMN snapshot.checkpoint IS 'its number in the job';
COMMENT ON COLUMN snapshot.completed IS 'when its metadata was written, UTC';
COMMENT ON COLUMN snapshot.bytes IS 'of the state of all operators';

CREATE TABLE operators (
  uid VARCHAR, name VARCHAR, parallelism INTEGER, max_parallelism INTEGER, bytes BIGINT);
COMMENT ON TABLE operators IS 'What the savepoint holds of each operator.';
COMMENT ON COLUMN operators.uid IS 'the name that state is found by; it never changes';
COMMENT ON COLUMN operators.bytes IS 'size of its state in the savepoint';

CREATE TABLE states (
  operator VARCHAR, state VARCHAR, scope VARCHAR, kind VARCHAR, type VARCHAR);
COMMENT ON TABLE states IS 'The states of the operators.';
COMMENT ON COLUMN states.operator IS 'its uid';
COMMENT ON COLUMN states.scope IS 'keyed: one for each key; operator: one for each subtask; broadcast: the same for all subtasks';
COMMENT ON COLUMN states.kind IS 'value, list, map or timers';
COMMENT ON COLUMN states.type IS 'the Java type of what it holds';

CREATE TABLE state_keys (operator VARCHAR, state VARCHAR, keys BIGINT);
COMMENT ON TABLE state_keys IS 'How many keys have a value in each keyed state. Filling it takes a look at every key.';
COMMENT ON COLUMN state_keys.keys IS 'of the windows'' states, users times windows';

CREATE TABLE users (
  user_id VARCHAR, first_seen TIMESTAMP, last_seen TIMESTAMP, events BIGINT,
  consent VARCHAR[], agreement VARCHAR, model_version VARCHAR, interest FLOAT[]);
COMMENT ON TABLE users IS 'One row a user.';
COMMENT ON COLUMN users.first_seen IS 'event time of the earliest event';
COMMENT ON COLUMN users.last_seen IS 'event time of the latest event';
COMMENT ON COLUMN users.events IS 'how many events there were';
COMMENT ON COLUMN users.consent IS 'the purposes that the user''s events may be used for; NULL where the user said nothing';
COMMENT ON COLUMN users.agreement IS 'the version of the agreement that the user named last';
COMMENT ON COLUMN users.model_version IS 'the sequence model that the interest is of';
COMMENT ON COLUMN users.interest IS 'where the LSTM expects the next item';

CREATE TABLE user_topics (
  user_id VARCHAR, topic VARCHAR, weight DOUBLE, share DOUBLE, as_of TIMESTAMP);
COMMENT ON TABLE user_topics IS 'The topics of each user.';
COMMENT ON COLUMN user_topics.topic IS 'a category of the catalog';
COMMENT ON COLUMN user_topics.weight IS 'decayed sum of event weights; negative against the topic';
COMMENT ON COLUMN user_topics.share IS 'of all positive weights of the user, 0 to 1';
COMMENT ON COLUMN user_topics.as_of IS 'the moment that the weights hold for';

CREATE TABLE user_event_counts (user_id VARCHAR, type VARCHAR, events BIGINT);
COMMENT ON TABLE user_event_counts IS 'How many events of each type a user had.';

CREATE TABLE recent_events (
  user_id VARCHAR, place INTEGER, time TIMESTAMP, type VARCHAR, item_id VARCHAR, weight DOUBLE);
COMMENT ON TABLE recent_events IS 'The latest events of each user, as many as interest.tail-length says.';
COMMENT ON COLUMN recent_events.time IS 'event time';
COMMENT ON COLUMN recent_events.type IS 'click, view, search and so on, as in the event';
COMMENT ON COLUMN recent_events.place IS '1 is the latest';
COMMENT ON COLUMN recent_events.item_id IS 'NULL for a search without an item';
COMMENT ON COLUMN recent_events.weight IS 'what the event says about the interest; negative against it';

CREATE TABLE user_drift (user_id VARCHAR, drift DOUBLE, steps INTEGER);
COMMENT ON TABLE user_drift IS 'How far each user goes from one recent event to the next.';
COMMENT ON COLUMN user_drift.drift IS 'mean of 1 - cosine between the texts of consecutive recent events, 0 to 2; NULL for fewer than two with a text';
COMMENT ON COLUMN user_drift.steps IS 'how many pairs of events it rests on';

CREATE TABLE user_preferences (user_id VARCHAR, kind VARCHAR, about VARCHAR, steps INTEGER);
COMMENT ON TABLE user_preferences IS 'What users ordered of lists.';
COMMENT ON COLUMN user_preferences.about IS 'an item''s id, a category or a topic';
COMMENT ON COLUMN user_preferences.kind IS 'block item, block category; item, topic: less or more of it';
COMMENT ON COLUMN user_preferences.steps IS 'how often more was ordered than less; below 0 for less; NULL for a block';

CREATE TABLE user_words (user_id VARCHAR, english VARCHAR, chinese VARCHAR);
COMMENT ON TABLE user_words IS 'Each user''s profile in a sentence.';

CREATE TABLE topic_days (topic VARCHAR, day TIMESTAMP, events BIGINT, weight DOUBLE);
COMMENT ON TABLE topic_days IS 'The recent events of all users, summed up by topic and day. Of each user, as many as recent_events has.';
COMMENT ON COLUMN topic_days.topic IS 'a category of the events'' items; events without an item of the catalog have none here';
COMMENT ON COLUMN topic_days.events IS 'how many';
COMMENT ON COLUMN topic_days.day IS 'its beginning, UTC';
COMMENT ON COLUMN topic_days.weight IS 'sum of the events'' weights';

CREATE TABLE items (
  item_id VARCHAR, title VARCHAR, categories VARCHAR[], language VARCHAR, time TIMESTAMP,
  vector FLOAT[]);
COMMENT ON TABLE items IS 'The catalog.';
COMMENT ON COLUMN items.categories IS 'its topics, most specific first';
COMMENT ON COLUMN items.language IS 'ISO 639-1; NULL if unknown';
COMMENT ON COLUMN items.time IS 'when the item came or changed; NULL if unknown';
COMMENT ON COLUMN items.vector IS 'of its text, in the model''s space, length 1; NULL without a text';

CREATE TABLE item_totals (item_id VARCHAR, channel VARCHAR, total DOUBLE);
COMMENT ON TABLE item_totals IS 'How often items were met, in the measure of each channel of counts.';
COMMENT ON COLUMN item_totals.channel IS 'one of similarity.channels';
COMMENT ON COLUMN item_totals.total IS 'decayed to the latest count in the savepoint';

CREATE TABLE neighbours (
  item_id VARCHAR, neighbour_id VARCHAR, channel VARCHAR, similarity DOUBLE);
COMMENT ON TABLE neighbours IS 'The rows of the item-item matrix, as the recommender holds them.';
COMMENT ON COLUMN neighbours.channel IS 'one of similarity.channels; similarity rows that the job was given are of item-cf';
COMMENT ON COLUMN neighbours.similarity IS 'of the channel''s kind, decayed to the latest count; a cosine, 0 to 1, by default';

CREATE TABLE met (user_id VARCHAR, item_id VARCHAR, time TIMESTAMP);
COMMENT ON TABLE met IS 'Which items each user has met, and when last.';
COMMENT ON COLUMN met.time IS 'event time of the latest meeting';

CREATE TABLE lists (user_id VARCHAR, place INTEGER, item_id VARCHAR, number BIGINT);
COMMENT ON TABLE lists IS 'The last list of each user.';
COMMENT ON COLUMN lists.place IS '1 is the best';
COMMENT ON COLUMN lists.number IS 'of the list: 1 is the user''s first';

CREATE TABLE list_terms (
  user_id VARCHAR, place INTEGER, model VARCHAR, users_with_events VARCHAR, term DOUBLE);
COMMENT ON TABLE list_terms IS 'What each model said of each item of the last lists.';
COMMENT ON COLUMN list_terms.place IS 'of the item in the list';
COMMENT ON COLUMN list_terms.users_with_events IS 'the group that the user was in then, as in blend';
COMMENT ON COLUMN list_terms.term IS 'ln(1 + 1000 times the item''s share in the model''s scores), 0 to 6.9, kept in steps of 1/255 of it';

CREATE TABLE user_weights (user_id VARCHAR, model VARCHAR, weight_offset DOUBLE, counts DOUBLE);
COMMENT ON TABLE user_weights IS 'How far the weights of a user''s own are from those of blend.';
COMMENT ON COLUMN user_weights.weight_offset IS 'to be added to the weight of blend, as far as it counts';
COMMENT ON COLUMN user_weights.counts IS 'how far it counts, 0 to 1';

CREATE TABLE blend (model VARCHAR, users_with_events VARCHAR, weight DOUBLE, evidence BIGINT);
COMMENT ON TABLE blend IS 'How far the blend trusts each model.';
COMMENT ON COLUMN blend.weight IS 'a model''s term in list_terms times this is its part in the score';
COMMENT ON COLUMN blend.users_with_events IS 'for users of whom so many events were seen';
COMMENT ON COLUMN blend.evidence IS 'how many lessons the weight rests on';

CREATE TABLE quality (
  model VARCHAR, figure VARCHAR, over VARCHAR, position INTEGER, value DOUBLE, low DOUBLE,
  high DOUBLE, samples DOUBLE, time TIMESTAMP);
COMMENT ON TABLE quality IS 'How good lists were; the figures that the output metrics has.';
COMMENT ON COLUMN quality.figure IS 'hr@10, ndcg@10, mrr@10 and those of feedback, see OUTPUT.md';
COMMENT ON COLUMN quality.value IS 'a share or a mean, 0 to 1';
COMMENT ON COLUMN quality.model IS 'whose lists; blend is what was served';
COMMENT ON COLUMN quality.over IS 'window: the latest; fading: all, each counting less with each after it';
COMMENT ON COLUMN quality.position IS 'place in the list; NULL where it is of all places';
COMMENT ON COLUMN quality.low IS 'lower bound of the 95 % confidence interval';
COMMENT ON COLUMN quality.high IS 'its upper bound';
COMMENT ON COLUMN quality.samples IS 'how many items, or lists, it rests on';
COMMENT ON COLUMN quality.time IS 'event time of the latest of them';

CREATE TABLE consents (
  user_id VARCHAR, time TIMESTAMP, granted VARCHAR[], withdrawn VARCHAR[], agreement VARCHAR);
COMMENT ON TABLE consents IS 'The orders about consent of each user, the latest 16, also of users of whom nothing else is kept or can be read.';
COMMENT ON COLUMN consents.time IS 'event time from which the order holds; NULL where that was not kept';
COMMENT ON COLUMN consents.granted IS 'purposes: profile, recommend, learn, publish';
COMMENT ON COLUMN consents.withdrawn IS 'purposes likewise; of those in neither list the order says nothing';
COMMENT ON COLUMN consents.agreement IS 'the version of the agreement; NULL if the order named none';

CREATE TABLE sealed_users (users BIGINT);
COMMENT ON TABLE sealed_users IS 'The users whose interest is sealed by their keys, see PRIVACY.md: no other table has them, but consents. One row.';
COMMENT ON COLUMN sealed_users.users IS 'how many';

CREATE TABLE budget (
  spent_until TIMESTAMP, windows INTEGER, spent_epsilon DOUBLE, spent_delta DOUBLE,
  left_epsilon DOUBLE, left_delta DOUBLE);
COMMENT ON TABLE budget IS 'The privacy budget of releases, see PRIVACY.md; one row, none where nothing was ever spent. Epsilons and deltas have no unit.';
COMMENT ON COLUMN budget.spent_until IS 'event time of the end of the last window that spent';
COMMENT ON COLUMN budget.windows IS 'how many windows spent within privacy.budget-period before it';
COMMENT ON COLUMN budget.spent_epsilon IS 'by these windows';
COMMENT ON COLUMN budget.spent_delta IS 'likewise';
COMMENT ON COLUMN budget.left_epsilon IS 'of privacy.budget-epsilon, at that time; NULL where --config does not say how much there is';
COMMENT ON COLUMN budget.left_delta IS 'of privacy.budget-delta, likewise';

CREATE TABLE budget_charges (
  window_end TIMESTAMP, epsilon DOUBLE, delta DOUBLE, counts_until TIMESTAMP);
COMMENT ON TABLE budget_charges IS 'What each window spent of the privacy budget, as far as it still counted at the last one.';
COMMENT ON COLUMN budget_charges.window_end IS 'event time';
COMMENT ON COLUMN budget_charges.counts_until IS 'when privacy.budget-period has gone by since, event time';
