package io.countersign.casefiles;

/**
 * One person's judgment of one case.
 *
 * @param caseId the case judged
 * @param annotatorId who judged
 * @param label the answer given
 */
public record HumanLabel(String caseId, String annotatorId, String label) {}
