package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.interesttracker.text.OnnxBytes.attribute;
import static org.interesttracker.text.OnnxBytes.branch;
import static org.interesttracker.text.OnnxBytes.external;
import static org.interesttracker.text.OnnxBytes.externalSparseTensor;
import static org.interesttracker.text.OnnxBytes.externalTensor;
import static org.interesttracker.text.OnnxBytes.field;
import static org.interesttracker.text.OnnxBytes.function;
import static org.interesttracker.text.OnnxBytes.functionNode;
import static org.interesttracker.text.OnnxBytes.graph;
import static org.interesttracker.text.OnnxBytes.join;
import static org.interesttracker.text.OnnxBytes.node;
import static org.interesttracker.text.OnnxBytes.number;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxInspectionTest {

  @Test
  void theModelsThatAreShippedPass() {
    for (EncoderSpec spec :
        new EncoderSpec[] {EncoderSpec.ALL_MINILM_L6_V2, EncoderSpec.BGE_SMALL_ZH_V15}) {
      byte[] model = spec.modelFile().bytes(1 << 30);
      assertThatCode(() -> inspect(model)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../secret", "weights.bin"})
  void tensorsInOtherFilesAreRefusedWhereverTheyStand(String file) {
    String sentence = "Model file m.onnx keeps a tensor in another file";
    expectRefusal(graph(externalTensor(file)), sentence);
    expectRefusal(graph(externalSparseTensor(file)), sentence);
    expectRefusal(graph(node("", "Constant", attribute(external(file)))), sentence);
    expectRefusal(graph(node("", "If", branch(externalTensor(file)))), sentence);
    expectRefusal(join(graph(), function("f", "g", field(11, field(5, external(file))))), sentence);
  }

  @Test
  void foreignOperatorsAreRefused() {
    expectRefusal(graph(node("com.evil", "Shell")), "uses the operator com.evil.Shell");
    expectRefusal(
        graph(node("", "If", branch(node("com.evil", "Shell")))),
        "uses the operator com.evil.Shell");
    expectRefusal(
        graph(node("com.microsoft", "EPContext")), "uses the operator com.microsoft.EPContext");
  }

  @Test
  void functionsOfTheModelAreOperatorsPutTogether() {
    assertThatCode(
            () ->
                inspect(
                    join(
                        graph(node("own", "Gelu")),
                        function("own", "Gelu", functionNode("", "Erf")))))
        .doesNotThrowAnyException();
    expectRefusal(
        join(graph(node("own", "Gelu")), function("own", "Gelu", functionNode("x", "Y"))),
        "uses the operator x.Y");
  }

  @Test
  void operatorsThatMayRunWithoutEndAreRefused() {
    expectRefusal(graph(node("", "Loop")), "uses the operator Loop, which may run without end");
    expectRefusal(graph(node("ai.onnx", "Scan")), "uses the operator Scan");
    expectRefusal(
        join(graph(), function("own", "f", functionNode("", "Loop"))), "uses the operator Loop");
  }

  @Test
  void deepGraphsAreRefusedBeforeTheyAreRead() {
    byte[] nodes = node("", "Erf");
    for (int i = 0; i < 2_000; i++) {
      nodes = node("", "If", branch(nodes));
    }
    expectRefusal(graph(nodes), "has graphs within graphs more than 16 deep");
  }

  @Test
  void trainingGraphsAreRefused() {
    expectRefusal(join(graph(), field(20, new byte[0])), "has a graph for training");
  }

  @Test
  void damageIsNamed() {
    expectRefusal(new byte[0], "has no graph");
    expectRefusal(new byte[] {0x3A, 0x7F}, "is damaged: field 7 has 127 bytes where 0 are left");
    expectRefusal(number(7, 5), "is damaged: field 7 is a number where a message is expected");
    expectRefusal(new byte[] {3}, "is damaged: a field has the number 0");
    expectRefusal(new byte[] {0x0B}, "is damaged: field 1 has the wire type 3");
    expectRefusal(new byte[] {8, -1}, "is damaged: it ends within a number");
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) -1);
    expectRefusal(endless, "is damaged: a number has more than 10 bytes");
  }

  private static void inspect(byte[] model) {
    OnnxInspection.inspect("m.onnx", ByteBuffer.wrap(model));
  }

  private static void expectRefusal(byte[] model, String sentence) {
    assertThatThrownBy(() -> inspect(model))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("m.onnx")
        .hasMessageContaining(sentence);
  }
}
