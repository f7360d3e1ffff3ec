// SPDX-License-Identifier: MIT
#include "net/auditinput.h"

#include "formats/audit/auditchains.h"
#include "net/relay/contentdecoder.h"
#include "text/boundedread.h"
#include "text/terminaltext.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using ListBytes = Result<QByteArray>;

constexpr QByteArrayView kGzipStart = "\x1f\x8b";
constexpr qsizetype kShownPart = 200;

} // namespace

ListBytes unpackedList(const QByteArray &bytes, const QString &name)
{
    if (!bytes.startsWith(kGzipStart))
        return bytes;
    QByteArray text;
    ContentDecoder decoder({{.name = "gzip"}}, kMaxListBytes);
    decoder.feed(bytes, [&](QByteArrayView piece) {
        text += piece;
        return true;
    });
    const QList<CodingEnd> ends = decoder.ends();
    if (ends.isEmpty() || ends.first().kind == CodingEnd::Kind::Trailing)
        return text;
    if (ends.first().kind == CodingEnd::Kind::Limit)
        return ListBytes::failure(
            u"%1 is larger than %2 MiB when unpacked, the most that is read"_s.arg(name).arg(kMaxListBytes >> 20));
    return ListBytes::failure(u"%1 is not whole gzip: write it again"_s.arg(name));
}

ListBytes readListFile(const QString &path)
{
    const ListBytes bytes = readFile(path, kMaxListBytes);
    return bytes ? unpackedList(*bytes, path) : bytes;
}

Result<QList<ListInput>> readListFiles(const QStringList &paths, const std::function<ListBytes()> &standardInput)
{
    using Inputs = Result<QList<ListInput>>;
    QList<ListInput> inputs;
    for (const QString &path : paths) {
        const bool isStandardInput = standardInput && path == u"-";
        const ListBytes packed = isStandardInput ? standardInput() : readListFile(path);
        const ListBytes bytes = packed && isStandardInput ? unpackedList(*packed, u"standard input"_s) : packed;
        if (!bytes)
            return Inputs::failure(bytes.error);
        inputs.append({paths.size() == 1 ? QString() : isStandardInput ? path : QFileInfo(path).fileName(), *bytes});
    }
    return inputs;
}

std::function<ListBytes(const QString &location)> partsIn(const QString &folder)
{
    return [folder](const QString &location) {
        const QString name = QUrl(location).fileName();
        const QString shown = terminalText(location, kShownPart);
        if (name.isEmpty())
            return ListBytes::failure(u"%1 does not end in the name of a file"_s.arg(shown));
        const QString path = QDir(folder).filePath(name);
        if (!QFileInfo(path).isFile())
            return ListBytes::failure(u"the index names %1, and there is no %2: put it next to the index"_s.arg(
                shown, terminalText(path, kShownPart)));
        return readListFile(path);
    };
}

QStringList chainTexts(const AuditTask &task)
{
    QList<qsizetype> rows = task.chains.keys();
    std::sort(rows.begin(), rows.end());
    QStringList texts;
    for (const qsizetype row : std::as_const(rows))
        texts.append(task.chains.value(row));
    return texts;
}

Result<AuditTask> readAuditTask(const QList<ListInput> &lists, const AuditListOptions &options)
{
    const Result<AuditList> list = readAuditList(lists, options);
    if (!list)
        return Result<AuditTask>::failure(list.error);
    AuditTask task{.list = *list, .chains = {}};
    for (const MapChain &chain : chainsWithin(task.list.rows))
        task.chains.insert(chain.row, chainSentence(chain, task.list.rows));
    return task;
}

} // namespace hopscope
