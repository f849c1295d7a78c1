package org.interesttracker.privacy;

/** No noise and so no differential privacy: what an evaluation compares with. */
record NoNoise() implements Noise {

  @Override
  public String mechanism() {
    return "none";
  }

  @Override
  public long draw(RandomBits bits) {
    return 0;
  }

  @Override
  public double upperTail(long x) {
    return 0;
  }

  @Override
  public double standardDeviation() {
    return 0;
  }
}
