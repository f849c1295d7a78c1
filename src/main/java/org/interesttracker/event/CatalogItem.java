package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One thing users can be interested in.
 *
 * @param itemId unique; a later record with the same id replaces the earlier one
 * @param title short text, cleaned; may be empty, never null
 * @param description long text, cleaned; null if none
 * @param categories topic names, most specific first; may be empty, never null
 * @param vector before embedding: a vector computed elsewhere (image, audio), of any length, or
 *     null; after embedding: the item in the model's vector space, length D, L2 norm 1, or null
 *     when there is neither text nor vector
 * @param language ISO 639-1 of the texts; null if unknown
 * @param timestamp when the item came or changed, epoch milliseconds; 0 if unknown
 */
public record CatalogItem(
    String itemId,
    String title,
    String description,
    List<String> categories,
    float[] vector,
    String language,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) @EpochMillis @JsonProperty("time")
        long timestamp) {

  /** The same item with its place in the vector space, and without the texts it came from. */
  public CatalogItem embedded(float[] newVector) {
    return new CatalogItem(itemId, title, null, categories, newVector, language, timestamp);
  }

  /** Whether another item says the same. */
  public boolean sameAs(CatalogItem other) {
    return itemId.equals(other.itemId)
        && title.equals(other.title)
        && Objects.equals(description, other.description)
        && categories.equals(other.categories)
        && Arrays.equals(vector, other.vector)
        && Objects.equals(language, other.language)
        && timestamp == other.timestamp;
  }
}
