// SPDX-License-Identifier: MIT
#include "app/cli/batch.h"

#include "app/cli/common.h"

#include <QJsonDocument>

#include <cstdio>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxLineBytes = 16 * 1024 * 1024;
constexpr qint64 kMaxSkippedBytes = 4 * kMaxLineBytes;

QByteArray failure(const QString &error)
{
    return QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray answerTo(const QByteArray &line, int number, const AnswerLine &answer)
{
    const auto read = readJsonFile<Result<QJsonObject>>(line, answer, number);
    if (!read)
        return failure(read.error);
    const Result<QJsonObject> &answered = *read;
    return answered ? QJsonDocument(*answered).toJson(QJsonDocument::Compact) + '\n' : failure(answered.error);
}

/// A line with its end, or the first kMaxLineBytes of a longer one; empty when there is no more. Any byte may stand in
/// it, NUL too.
QByteArray readLine()
{
    QByteArray line;
    for (int c = 0; line.size() < kMaxLineBytes && c != '\n';) {
        c = getc_unlocked(stdin);
        if (c == EOF)
            break;
        line += static_cast<char>(c);
    }
    return line;
}

/// What is left of a line that is too long. False: it has no end within kMaxSkippedBytes.
bool skipLine()
{
    for (qint64 skipped = 0; skipped < kMaxSkippedBytes; skipped += kMaxLineBytes) {
        const QByteArray piece = readLine();
        if (piece.isEmpty() || piece.endsWith('\n'))
            return true;
    }
    return false;
}

} // namespace

int runBatch(const QCommandLineParser &parser, const AnswerLine &answer)
{
    if (parser.optionNames().size() > 1 || !parser.positionalArguments().isEmpty())
        return usageError(u"--batch reads everything from standard input; leave out the other options and arguments"_s);
    for (int number = 1;; ++number) {
        const QByteArray line = readLine();
        if (line.isEmpty())
            break;
        QByteArray out;
        if (line.endsWith('\n') || line.size() < kMaxLineBytes) {
            out = answerTo(line.chopped(line.endsWith('\n') ? 1 : 0), number, answer);
        } else if (skipLine()) {
            out = failure(u"the line is longer than %1 MiB"_s.arg(kMaxLineBytes >> 20));
        } else {
            return usageError(u"standard input has a line without an end; give one JSON object per line"_s);
        }
        std::fwrite(out.constData(), 1, size_t(out.size()), stdout);
    }
    return print({});
}

QByteArray readBytes(const JsonValue &value)
{
    if (value.type() == JsonType::Text)
        return value.bytes();
    JsonObjectReader in(value);
    const QByteArray bytes = in.base64("base64"_L1);
    in.finish();
    return bytes;
}

} // namespace hopscope::cli
