package io.countersign.simulator.replay;

/**
 * Names cases of a file in the running system. A run has a name of its own, so that the same file can be played again as new
 * cases; playing the same run again repeats the same case ids, which the system recognises.
 *
 * @param set the file's set, the natural key space of its items
 * @param run name of the run
 */
record CaseIds(String set, String run) {

    /** The case id in the system. */
    String caseId(String idInFile) {
        return run + ":" + idInFile;
    }

    /** The item's natural key, the same in every run. */
    String itemKey(String idInFile) {
        return set + "/" + idInFile;
    }

    /** The id in the file of a case of this run. */
    String idInFile(String caseId) {
        return caseId.substring(run.length() + 1);
    }

    /** Whether a case of the system belongs to this run. */
    boolean mine(String caseId) {
        return caseId.startsWith(run + ":");
    }
}
