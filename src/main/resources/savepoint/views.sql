CREATE VIEW interests AS
  WITH weeks AS (
    SELECT topic, sum(weight) FILTER (day > latest - INTERVAL 7 DAY) AS this,
      sum(weight) FILTER (day <= latest - INTERVAL 7 DAY AND day > latest - INTERVAL 14 DAY) AS before
    FROM topic_days, (SELECT max(day) AS latest FROM topic_days) WHERE weight > 0 GROUP BY topic)
  SELECT topic, t.users, t.weight, t.mean_share,
    coalesce(this, 0) / (SELECT sum(this) FROM weeks)
      - coalesce(before, 0) / (SELECT sum(before) FROM weeks) AS change
  FROM (SELECT topic, count(*) FILTER (weight > 0) AS users, sum(weight) AS weight,
      avg(share) FILTER (weight > 0) AS mean_share
    FROM user_topics GROUP BY topic) t LEFT JOIN weeks USING (topic);
COMMENT ON VIEW interests IS 'Topics over all users.';
COMMENT ON COLUMN interests.users IS 'how many like it';
COMMENT ON COLUMN interests.weight IS 'sum of the users'' weights, each as of the user''s latest event';
COMMENT ON COLUMN interests.mean_share IS 'of the interest of those who like it, 0 to 1';
COMMENT ON COLUMN interests.change IS 'of its part in the weight of all recent events, from the week before to the latest week, -1 to 1; NULL without a week before';
CREATE VIEW top_topics AS
  SELECT user_id, string_agg(format('{} {:.0f} %', topic, 100 * share), ', ' ORDER BY place) AS top_topics
  FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY weight DESC, topic) AS place
    FROM user_topics WHERE weight > 0)
  WHERE place <= 3 GROUP BY user_id;
COMMENT ON VIEW top_topics IS 'The three heaviest topics of each user, in one line, with their shares.';
