package org.interesttracker.recommend;

import java.io.Serializable;

/**
 * How the blend begins and learns.
 *
 * @param initialWeight of every model before the first lesson
 * @param learningRate AdaGrad's for the weights that all users share, half of it for those of a
 *     group of users; 0 to leave the weights as they begin
 * @param userPrior how probable it is held beforehand that weights of a user's own serve the user
 *     better than the group's, below 1; 0 for no weights of a user's own
 * @param userLearningRate of a user's own weights
 */
public record BlendSettings(
    double initialWeight, double learningRate, double userPrior, double userLearningRate)
    implements Serializable {}
