// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/common.h"
#include "formats/redaction/redaction.h"

#include <QList>

namespace hopscope::cli
{

/// Adds -o, --redact, --no-redact and --quiet.
void describeOutput(CommandParser &parser);
/// The same, with --format and --color before it.
void describeFormat(CommandParser &parser);

/// Traces on their way out: format, redaction and destination as the command line says.
class TraceOutput
{
public:
    explicit TraceOutput(const QCommandLineParser &parser);
    /// Checks the options and that the file can be written, before there is a trace. Empty, or one sentence.
    QString open();
    /// Whether the format can hold that many traces, once it is open. Empty, or one sentence.
    QString check(qsizetype count) const;
    /// Secrets to take out besides those that are found.
    void hide(const QList<QByteArray> &secrets) { m_secrets = secrets; }
    /// `traces` as they may be shown: redacted, unless --no-redact is given.
    QList<Trace> shown(const QList<Trace> &traces);
    /// One line on standard error: what shown() removed, or would have removed. write() says it, too.
    void sayWhatWasRemoved() const;
    /// Writes `traces`, which are shown(), into one file; more than one need a format with writeAll. kExitOk, or
    /// kExitUsage with the reason reported.
    int write(const QList<Trace> &traces);

private:
    const QCommandLineParser &m_parser;
    const Format *m_format = nullptr;
    Output m_output;
    QList<Removed> m_removed;
    QList<QByteArray> m_secrets;
};

} // namespace hopscope::cli
