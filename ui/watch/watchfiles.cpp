// SPDX-License-Identifier: MIT
#include "ui/watch/watchfiles.h"

#include "net/watch/watchlog.h"

namespace hopscope
{

namespace
{

constexpr int kAllTraces = 100; ///< percent

} // namespace

CancelFlag readWatchedTraces(QObject *receiver, const QString &log, const QList<qint64> &offsets,
                             const Progress &progress, const std::function<void(const Result<QList<Trace>> &)> &done)
{
    using Traces = Result<QList<Trace>>;
    return onThread<Traces>(
        receiver, progress,
        [log, offsets](const std::atomic_bool &canceled, const Progress &tell) {
            QList<Trace> traces;
            for (qsizetype i = 0; i < offsets.size() && !canceled; ++i) {
                const Result<Trace> trace = readWatched(log, offsets[i]);
                if (!trace)
                    return Traces::failure(trace.error);
                traces.append(*trace);
                tell(int((i + 1) * kAllTraces / offsets.size()));
            }
            return Traces(traces);
        },
        done);
}

} // namespace hopscope
