package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Where a run keeps what it needs to go on after it was stopped. */
interface Checkpoint {

  /** For runs that begin anew. */
  Checkpoint NONE =
      new Checkpoint() {
        @Override
        public <S> Optional<S> restore(Source<S> source) {
          return Optional.empty();
        }

        @Override
        public void save(Content content) {}

        @Override
        public Checkpoint part(String name) {
          return this;
        }
      };

  /** Reads what was saved last, if there is something. */
  <S> Optional<S> restore(Source<S> source);

  /** Replaces what was saved before, as a whole. */
  void save(Content content);

  /** A place of its own for a part of the run that has a name. */
  Checkpoint part(String name);

  /** Writes the state of a run. */
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  /**
   * Takes the state of a run over.
   *
   * @param <S> how far it had come
   */
  interface Source<S> {
    S read(DataInputStream in) throws IOException;
  }
}
