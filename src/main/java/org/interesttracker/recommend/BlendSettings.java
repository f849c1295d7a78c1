package org.interesttracker.recommend;

import java.io.Serializable;

/**
 * How the blend begins and learns.
 *
 * @param initialWeight of every model before the first lesson
 * @param learningRate AdaGrad's for the weights that all users share, half of it for those of a
 *     group of users; 0 to leave the weights as they begin
 */
public record BlendSettings(double initialWeight, double learningRate) implements Serializable {}
