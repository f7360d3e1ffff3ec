// SPDX-License-Identifier: MIT
#include "app/clibatch.h"

#include "app/clicommon.h"
#include "trace/tracejsontext.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray answerTo(const QByteArray &line, Result<QJsonObject> (*answer)(const QJsonObject &))
{
    const auto failure = [](const QString &error) {
        return QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact) + '\n';
    };
    const Result<QJsonDocument> document = parseJsonText(line);
    if (!document)
        return failure(document.error);
    if (!document->isObject())
        return failure(u"the line is no JSON object"_s);
    const Result<QJsonObject> answered = answer(document->object());
    return answered ? QJsonDocument(*answered).toJson(QJsonDocument::Compact) + '\n' : failure(answered.error);
}

} // namespace

int runBatch(const QCommandLineParser &parser, Result<QJsonObject> (*answer)(const QJsonObject &line))
{
    if (parser.optionNames().size() > 1 || !parser.positionalArguments().isEmpty())
        return usageError(u"--batch reads everything from standard input; leave out the other options and arguments"_s);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return usageError(u"standard input cannot be read; give one JSON object a line"_s);
    for (;;) {
        QByteArray line = in.readLine();
        if (line.isEmpty())
            break;
        if (line.endsWith('\n'))
            line.chop(1);
        const QByteArray out = answerTo(line, answer);
        std::fwrite(out.constData(), 1, size_t(out.size()), stdout);
    }
    return print({});
}

QByteArray readBytes(const QJsonValue &value, const QString &place, QString &error)
{
    if (value.isString())
        return value.toString().toUtf8();
    JsonObjectReader in(value, place, error);
    const QByteArray bytes = in.base64("base64"_L1);
    in.finish();
    return bytes;
}

} // namespace hopscope::cli
