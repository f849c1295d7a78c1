package hostile;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does what its maker likes as soon as it is deserialised, as classes of some libraries can. */
public final class Gadget implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String file;

  /**
   * @param file is made
   */
  public Gadget(Path file) {
    this.file = file.toString();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    Files.createFile(Path.of(file));
  }
}
