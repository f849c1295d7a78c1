CREATE TABLE operators (
  uid VARCHAR, name VARCHAR, parallelism INTEGER, max_parallelism INTEGER, bytes BIGINT);
COMMENT ON TABLE operators IS 'What the savepoint holds of each operator.';
COMMENT ON COLUMN operators.uid IS 'the name that state is found by; it never changes';
COMMENT ON COLUMN operators.bytes IS 'size of its state in the savepoint';

CREATE TABLE states (operator VARCHAR, state VARCHAR, kind VARCHAR, type VARCHAR);
COMMENT ON TABLE states IS 'The states of the operators.';
COMMENT ON COLUMN states.kind IS 'keyed: one value, list or map for each key; operator: a list for each subtask; broadcast: the same for all subtasks';

CREATE TABLE users (
  user_id VARCHAR, first_seen TIMESTAMP, last_seen TIMESTAMP, events BIGINT,
  consent BOOLEAN, topics INTEGER, model_version VARCHAR, interest FLOAT[]);
COMMENT ON TABLE users IS 'One row a user.';
COMMENT ON COLUMN users.first_seen IS 'event time of the earliest event';
COMMENT ON COLUMN users.last_seen IS 'event time of the latest event';
COMMENT ON COLUMN users.events IS 'how many events there were';
COMMENT ON COLUMN users.consent IS 'false where the user''s events are ignored';
COMMENT ON COLUMN users.topics IS 'how many topics have a weight';
COMMENT ON COLUMN users.model_version IS 'the sequence model that the interest is of';
COMMENT ON COLUMN users.interest IS 'where the LSTM expects the next item';

CREATE TABLE user_topics (
  user_id VARCHAR, topic VARCHAR, weight DOUBLE, share DOUBLE, as_of TIMESTAMP);
COMMENT ON TABLE user_topics IS 'The topics of each user.';
COMMENT ON COLUMN user_topics.weight IS 'decayed sum of event weights; negative against the topic';
COMMENT ON COLUMN user_topics.share IS 'of all positive weights of the user, 0 to 1';
COMMENT ON COLUMN user_topics.as_of IS 'the moment that the weights hold for';

CREATE TABLE user_event_counts (user_id VARCHAR, type VARCHAR, events BIGINT);
COMMENT ON TABLE user_event_counts IS 'How many events of each type a user had.';

CREATE TABLE recent_events (
  user_id VARCHAR, place INTEGER, time TIMESTAMP, type VARCHAR, item_id VARCHAR, weight DOUBLE);
COMMENT ON TABLE recent_events IS 'The latest events of each user, as many as interest.tail-length says.';
COMMENT ON COLUMN recent_events.place IS '1 is the latest';
COMMENT ON COLUMN recent_events.item_id IS 'NULL for a search without an item';
COMMENT ON COLUMN recent_events.weight IS 'what the event says about the interest; negative against it';

CREATE TABLE items (
  item_id VARCHAR, title VARCHAR, categories VARCHAR[], language VARCHAR, time TIMESTAMP);
COMMENT ON TABLE items IS 'The catalog.';
COMMENT ON COLUMN items.time IS 'when the item came or changed; NULL if unknown';

CREATE TABLE item_totals (item_id VARCHAR, channel VARCHAR, total DOUBLE);
COMMENT ON TABLE item_totals IS 'How often items were met, in the measure of each channel of counts.';
COMMENT ON COLUMN item_totals.total IS 'decayed to the latest count in the savepoint';

CREATE TABLE neighbours (
  item_id VARCHAR, neighbour_id VARCHAR, channel VARCHAR, similarity DOUBLE);
COMMENT ON TABLE neighbours IS 'The rows of the item-item matrix, as the recommender holds them.';

CREATE TABLE met (user_id VARCHAR, item_id VARCHAR, time TIMESTAMP);
COMMENT ON TABLE met IS 'Which items each user has met, and when last.';

CREATE TABLE lists (user_id VARCHAR, place INTEGER, item_id VARCHAR);
COMMENT ON TABLE lists IS 'The last list of each user.';

CREATE TABLE blend (model VARCHAR, users_with_events VARCHAR, weight DOUBLE, evidence BIGINT);
COMMENT ON TABLE blend IS 'How far the blend trusts each model.';
COMMENT ON COLUMN blend.users_with_events IS 'for users of whom so many events were seen';
COMMENT ON COLUMN blend.evidence IS 'how many lessons the weight rests on';
