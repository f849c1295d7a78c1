package org.interesttracker.k8s;

import java.util.List;
import java.util.stream.Stream;

/** One thing that resources are held to. */
interface ManifestCheck {

  /** Sentences, each with the kind, the name and the field. */
  List<String> problems(Manifests manifests);

  /** All that is wrong with them. What is not even of the right form is not looked at further. */
  static List<String> all(Manifests manifests) {
    List<String> form = new SchemaCheck().problems(manifests);
    if (!form.isEmpty()) {
      return form;
    }
    return Stream.of(new ReferenceCheck(), new SecurityCheck(), new FlinkCheck(), new TopicCheck())
        .flatMap(check -> check.problems(manifests).stream())
        .toList();
  }
}
