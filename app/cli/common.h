// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "formats/formats.h"
#include "http/result.h"
#include "redirect/client/clients.h"
#include "text/boundedread.h"
#include "text/ids.h"
#include "text/wholefile.h"
#include "trace/trace.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <functional>
#include <optional>

namespace hopscope::cli
{

inline constexpr int kExitOk = 0;
inline constexpr int kExitRedirectFault = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitNetwork = 3;
/// Something was expected, such as two equal traces, and is not so.
inline constexpr int kExitExpectation = 4;

/// A longer line is no answer to a question: input that has no end.
inline constexpr int kMaxAnswerLength = 1000;

/// Where --color is given, what it says; else whether standard output is a terminal that has colors (NO_COLOR, TERM).
bool wantsColor(const QCommandLineParser &parser);

/// The exit code for the end of a chain.
int exitCodeOf(OutcomeKind kind);

void describeTrace(CommandParser &parser);
int runTrace(const QCommandLineParser &parser, const Clients &clients);
void describeAudit(CommandParser &parser);
int runAudit(const QCommandLineParser &parser, const Clients &clients);
void describeWatch(CommandParser &parser);
int runWatch(const QCommandLineParser &parser, const Clients &clients);
void describeDecide(CommandParser &parser);
int runDecide(const QCommandLineParser &parser, const Clients &clients);
void describeResolve(CommandParser &parser);
int runResolve(const QCommandLineParser &parser, const Clients &clients);
void describeCompare(CommandParser &parser);
int runCompare(const QCommandLineParser &parser, const Clients &clients);
void describeClients(CommandParser &parser);
int runClients(const QCommandLineParser &parser, const Clients &clients);
void describeRequests(CommandParser &parser);
int runRequests(const QCommandLineParser &parser, const Clients &clients);
void describeImport(CommandParser &parser);
int runImport(const QCommandLineParser &parser, const Clients &clients);
void describeSession(CommandParser &parser);
int runSession(const QCommandLineParser &parser, const Clients &clients);
void describeServe(CommandParser &parser);
int runServe(const QCommandLineParser &parser, const Clients &clients);
void describeLessons(CommandParser &parser);
int runLessons(const QCommandLineParser &parser, const Clients &clients);
void describeLesson(CommandParser &parser);
int runLesson(const QCommandLineParser &parser, const Clients &clients);
void describeClass(CommandParser &parser);
int runClass(const QCommandLineParser &parser, const Clients &clients);
void describeGrade(CommandParser &parser);
int runGrade(const QCommandLineParser &parser, const Clients &clients);
void describeArticle(CommandParser &parser);
int runArticle(const QCommandLineParser &parser, const Clients &clients);
void describeCourse(CommandParser &parser);
int runCourse(const QCommandLineParser &parser, const Clients &clients);
void describePaper(CommandParser &parser);
int runPaper(const QCommandLineParser &parser, const Clients &clients);
void describeQuiz(CommandParser &parser);
int runQuiz(const QCommandLineParser &parser, const Clients &clients);
void describeConvert(CommandParser &parser);
int runConvert(const QCommandLineParser &parser, const Clients &clients);
void describeVerify(CommandParser &parser);
int runVerify(const QCommandLineParser &parser, const Clients &clients);
void describeRedact(CommandParser &parser);
int runRedact(const QCommandLineParser &parser, const Clients &clients);
void describeCompletion(CommandParser &parser);
int runCompletion(const QCommandLineParser &parser, const Clients &clients);
void describeManual(CommandParser &parser);
int runManual(const QCommandLineParser &parser, const Clients &clients);
void describeDiff(CommandParser &parser);
int runDiff(const QCommandLineParser &parser, const Clients &clients);

/// Writes "hopscope-cli: message" and a line end to standard error; what `message` quotes cannot add lines to it.
void printError(const QString &message);
/// The same, for `return usageError(...)`.
int usageError(const QString &message);
/// The ids of all formats, and the same for a text.
QStringList formatIdList();
QString formatIds();
/// Writes to standard output. kExitOk, or kExitUsage when it cannot be written, which was reported then.
int print(const QByteArray &bytes);

Result<const Format *> formatNamed(const QString &id);
/// The whole number given for `option`. The error names the option and the limits.
Result<qint64> numberOf(const QCommandLineParser &parser, const QString &option, qint64 minimum, qint64 maximum);
/// The clients of the user's stack, as the window keeps it; the error says that there are none.
Result<QList<ClientPointer>> stackOf(const Clients &clients);
/// All -H of the command line.
Result<Headers> headersOf(const QCommandLineParser &parser);

/// All of a file, or of standard input for "-", if that is no more than `limit` bytes. The error says why it cannot be
/// read.
Result<QByteArray> inputOf(const QString &path, qint64 limit = kMaxInputBytes);

/// Whether -o names no file: it is not there, or "-".
bool isStandardOutput(const QString &path);

/// Where a trace goes: standard output, or a file that is written whole or not at all.
class Output
{
public:
    /// An empty path and "-" are standard output, which gets nothing if `isQuiet`.
    explicit Output(const QString &path, bool isQuiet = false);
    /// Makes sure that the file can be written. Empty, or one sentence.
    QString open();
    /// Writes and closes. kExitOk, or kExitUsage when it cannot be written, which was reported then.
    int write(const QByteArray &bytes);
    /// The same with what `writer` hands to its sink, piece by piece.
    int write(const std::function<bool(const ByteSink &sink)> &writer);

private:
    std::optional<WholeFile> m_file; ///< none: standard output
    bool m_isQuiet;
};

/// Calls `callback` in `context`'s thread at the first SIGINT or SIGTERM; the second one ends the process.
void onInterrupt(QObject *context, const std::function<void()> &callback);

} // namespace hopscope::cli
