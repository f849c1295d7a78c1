package org.interesttracker.job;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Flink distribution brings, put together from the artifacts among the tests' own. */
public final class FlinkDistribution {

  /**
   * What lib/ holds: Flink with what is shaded into it, RocksDB, logging; no connector of Kafka.
   */
  private static final Pattern LIB =
      Pattern.compile(
          "(flink-(annotations|clients|connector-(base|datagen|files)|core|core-api|datastream"
              + "|datastream-api|file-sink-common|hadoop-fs|metrics-(core|prometheus)"
              + "|queryable-state-client-java|rpc-akka-loader|rpc-core|runtime|runtime-web"
              + "|shaded-.+|statebackend-rocksdb|streaming-java)"
              + "|frocksdbjni|kryo|minlog|reflectasm|objenesis|javassist|snakeyaml-engine"
              + "|snappy-java|lz4-java|async-profiler|commons-(cli|collections|compress|io|lang3|math3|text)"
              + "|log4j-(api|core|slf4j-impl)|slf4j-api)-\\d.*(?<!-tests)\\.jar");

  /** From the config.yaml that Flink ships: what it needs to run on Java 17. */
  public static final List<String> JAVA_OPTIONS =
      List.of(
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private FlinkDistribution() {}

  /** Neither our classes nor what the job depends on beside Flink. */
  static String classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(JvmProcess.testClassPath())
        .filter(entry -> LIB.matcher(new File(entry).getName()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
