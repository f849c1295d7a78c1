package org.interesttracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.concurrent.Callable;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.InstantiationUtil;
import org.deeplearning4j.util.ModelSerializer;

/** The rules that keep the packages what their names say. */
@AnalyzeClasses(
    packages = "org.interesttracker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String KAFKA = "org.apache.kafka..";
  private static final String KAFKA_CONNECTOR = "org.apache.flink.connector.kafka..";

  /** Operators are thin and may use Flink; what they drive is plain Java. */
  private static final DescribedPredicate<JavaClass> OPERATORS =
      DescribedPredicate.describe(
          "operators",
          type -> {
            String name = type.getName().replaceAll("\\$.*", "");
            return name.matches(".*(Operator|Function|State|Serializer)$");
          });

  @ArchTest
  static final ArchRule modelsAreFreeOfFlink =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..event..",
              "..text..",
              "..model..",
              "..interest..",
              "..similarity..",
              "..recommend..",
              "..privacy..",
              "..quality..",
              "..feedback..",
              "..privacy..",
              "..erasure..",
              "..training..",
              "..evaluation..",
              "..privacy..",
              "..dataset..")
          .and(DescribedPredicate.not(OPERATORS))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule onlyTheJobKnowsKafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("..job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA, KAFKA_CONNECTOR);

  @ArchTest
  static final ArchRule theTopologyNamesNoConnector =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("InterestPipeline")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KAFKA, KAFKA_CONNECTOR, "org.apache.flink.connector.file..");

  /** The job jar does not have it. */
  @ArchTest
  static final ArchRule onlyTheBenchKnowsTheNativeTokenizer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  /** So that all are named alike, and told of in docs/METRICS.md. */
  @ArchTest
  static final ArchRule metricsAreRegisteredInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("..metrics..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a metric is registered with Flink",
                  call ->
                      call.getTargetOwner().isAssignableTo(MetricGroup.class)
                          && call.getName().matches("counter|gauge|histogram|meter|addGroup")));

  /** What reads objects runs code that the bytes name: no file of ours is read so. */
  @ArchTest
  static final ArchRule nothingIsDeserialisedIntoAnyObject =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, ModelSerializer.class, InstantiationUtil.class)
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a network or an array is read from a file of DL4J or ND4J",
                  call ->
                      call.getTargetOwner()
                              .getPackageName()
                              .matches("org\\.(deeplearning4j|nd4j).*")
                          && call.getName()
                              .matches("fromJson|fromYaml|load|read.*|createFromNpy.*")));

  @ArchTest
  static final ArchRule noLegacyApis =
      noClasses().should().dependOnClassesThat().resideInAPackage("..legacy..");

  @ArchTest
  static final ArchRule onlyTheConsolePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule commandsAreCallable =
      classes()
          .that()
          .haveSimpleNameEndingWith("Command")
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
          .should()
          .beAssignableTo(Callable.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.interesttracker.(*)..").should().beFreeOfCycles();
}
