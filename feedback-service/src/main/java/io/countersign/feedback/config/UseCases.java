package io.countersign.feedback.config;

import io.countersign.feedback.CaseStore;
import io.countersign.feedback.ExclusionStore;
import io.countersign.feedback.FactQueries;
import io.countersign.feedback.ProtectedGroups;
import io.countersign.feedback.ReadTraces;
import io.countersign.feedback.RebuildTraces;
import io.countersign.feedback.RecordEvents;
import io.countersign.feedback.RefoldCases;
import io.countersign.feedback.ReportMetrics;
import io.countersign.feedback.ReviewRequests;
import io.countersign.feedback.StoredCases;
import io.countersign.feedback.TraceCodec;
import io.countersign.feedback.label.LabelRule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.scheduler.Schedulers;

/** The use cases over their adapters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
class UseCases {

    @Bean
    LabelRule labelRule(FeedbackProperties properties) {
        return new LabelRule(properties.weights().toWeights());
    }

    @Bean
    RefoldCases refoldCases(
            CaseStore cases,
            ExclusionStore exclusions,
            ReviewRequests reviews,
            TraceCodec codec,
            LabelRule rule,
            FeedbackProperties properties) {
        return new RefoldCases(
                cases, exclusions, reviews, codec, rule, properties.cachedCases(), Schedulers.boundedElastic());
    }

    @Bean
    RecordEvents recordEvents(RefoldCases refold, ExclusionStore exclusions, ProtectedGroups groups) {
        return new RecordEvents(refold, exclusions, groups);
    }

    @Bean
    RebuildTraces rebuildTraces(CaseStore cases, RefoldCases refold, ReactiveTransactionManager transactions) {
        return new RebuildTraces(cases, refold, TransactionalOperator.create(transactions)::transactional);
    }

    @Bean
    ReportMetrics reportMetrics(FactQueries facts) {
        return new ReportMetrics(facts);
    }

    @Bean
    ReadTraces readTraces(StoredCases cases, TraceCodec codec, LabelRule rule) {
        return new ReadTraces(cases, codec, rule, Schedulers.boundedElastic());
    }
}
