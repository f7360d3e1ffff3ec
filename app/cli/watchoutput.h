// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/format.h"

namespace hopscope::cli
{

/// Where watched chains go: each as it ends, to standard error or, with "-o -", to standard output; or all of them into
/// a file or a folder, when nothing more comes.
class WatchOutput
{
public:
    explicit WatchOutput(const QCommandLineParser &parser);

    /// Checks the options and that the file can be written. Empty, or one sentence.
    QString open();
    void add(const Trace &trace);
    /// Nothing more comes. kExitOk, or kExitUsage with the reason reported.
    int finish();

private:
    bool isStream() const { return isStandardOutput(m_path); }
    int write(const Trace &trace);

    QString m_formatId;
    QString m_path;
    TraceOutput m_output;
    bool m_isQuiet;
    const Format *m_format = nullptr;
    QList<Trace> m_kept; ///< for the file
    int m_count = 0;
    int m_code = kExitOk;
};

} // namespace hopscope::cli
