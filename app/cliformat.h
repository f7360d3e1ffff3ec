// SPDX-License-Identifier: MIT
#pragma once

#include "app/clicommon.h"

#include <QList>

namespace hopscope::cli
{

/// Adds --format, -o, --redact and --no-redact.
void describeFormat(QCommandLineParser &parser);

/// Traces on their way out: format, redaction and destination as the command line says.
class TraceOutput
{
public:
    explicit TraceOutput(const QCommandLineParser &parser);
    /// Checks the options and that the file can be written, before there is a trace. Empty, or one sentence.
    QString open();
    /// `traces` as they may be shown: redacted, unless --no-redact is given. What was, or
    /// would have been, removed is said on standard error.
    QList<Trace> shown(const QList<Trace> &traces) const;
    /// Writes `traces`, which are shown(), into one file; more than one need a format with writeAll. kExitOk, or
    /// kExitUsage with the reason reported.
    int write(const QList<Trace> &traces);

private:
    const QCommandLineParser &m_parser;
    const Format *m_format = nullptr;
    Output m_output;
};

} // namespace hopscope::cli
