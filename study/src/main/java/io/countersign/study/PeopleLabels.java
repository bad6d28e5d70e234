package io.countersign.study;

import io.countersign.casefiles.CaseFiles;
import io.countersign.casefiles.HumanLabel;
import java.util.List;

/**
 * People's labels beside a file of cases.
 *
 * @param given those of cases in the file, with an outcome or without
 * @param strays how many are of no case in the file
 */
record PeopleLabels(List<HumanLabel> given, int strays) {

    /**
     * Reads the labels; none where no file of them is there.
     *
     * @throws io.countersign.casefiles.CaseFileException if a label is wrong, or if there are some and none is of a case in the
     *     file
     */
    static PeopleLabels read(CaseFiles files, StudyFile file) {
        List<HumanLabel> all;
        try (var labels = files.labels()) {
            all = labels.toList();
        }
        List<HumanLabel> given =
                all.stream().filter(label -> file.holds(label.caseId())).toList();
        if (given.isEmpty() && !all.isEmpty()) {
            throw files.labelsFault(
                    "case_id",
                    "none of the %,d labels is of a case in %s. Are the ids written alike?"
                            .formatted(all.size(), files.predictions()));
        }
        return new PeopleLabels(given, all.size() - given.size());
    }
}
