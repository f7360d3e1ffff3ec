// SPDX-License-Identifier: MIT
#include "net/pastedtrace.h"

#include "net/optionvalues.h"
#include "text/boundedread.h"

#include <QFile>
#include <QFileInfo>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A sentence, or nothing when all is well.
using Complaint = QString;

Complaint addPiece(const BodyPiece &piece, QByteArray &body)
{
    if (piece.file.isEmpty()) {
        body += piece.bytes;
        return {};
    }
    const Result<QByteArray> file = readBodyFile(piece.file);
    if (!file)
        return file.error;
    QByteArray content = *file;
    if (piece.filter == BodyPiece::NoLineBreaks)
        content = withoutLineBreaks(content);
    body += piece.bytes + (piece.filter == BodyPiece::UrlEncoded ? encodeForm(content) : content);
    return {};
}

Complaint readContent(const PastedRequest &pasted, TraceRequest &request)
{
    request.content = {};
    if (!pasted.form.isEmpty()) {
        QByteArray type;
        const Result<RequestContent> content = multipartContent(pasted.form, type);
        if (!content)
            return content.error;
        request.content = *content;
        request.headers.set("Content-Type", type);
        request.addedFields.append("Content-Type");
        return {};
    }
    const bool onlyFile = pasted.body.size() == 1 && !pasted.body[0].file.isEmpty() && pasted.body[0].bytes.isEmpty() &&
                          pasted.body[0].filter == BodyPiece::AsIs;
    if (onlyFile) {
        const Result<RequestContent> content = fileContent(pasted.body[0].file);
        request.content = content.value.value_or(RequestContent());
        return content.error;
    }
    for (const BodyPiece &piece : pasted.body) {
        if (const Complaint complaint = addPiece(piece, request.content.bytes); !complaint.isEmpty())
            return complaint;
    }
    return {};
}

Complaint readConnection(const PastedRequest &pasted, TraceRequest &request)
{
    request.insecure = pasted.insecure;
    request.http2 = pasted.http2;
    request.caFile = pasted.caFile;
    request.certificateFile = pasted.certificateFile;
    request.cookieFile = pasted.cookieFile;
    request.cookieFileMayMiss = !pasted.cookieFile.isEmpty();
    request.cookieByOption = pasted.cookieByOption;
    request.withoutFields = pasted.withoutFields;
    request.cookieEngine = pasted.cookieEngine;
    request.junkSessionCookies = pasted.junkSessionCookies;
    request.hsts = pasted.hsts;
    request.auth = pasted.auth;
    if (!pasted.proxy.isEmpty()) {
        if (const Complaint complaint = optionvalues::readProxy({}, {pasted.proxy}, request); !complaint.isEmpty())
            return complaint;
    }
    return optionvalues::readOverrides({}, pasted.resolve, request);
}

} // namespace

Result<QByteArray> readBodyFile(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return Result<QByteArray>::failure(u"%1 is a folder: name a file."_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return Result<QByteArray>::failure(
            u"The file %1 cannot be read (%2): check its path."_s.arg(path, file.errorString()));
    const Result<QByteArray> bytes = readAtMost(file, path, kMaxBodyFileBytes);
    if (bytes)
        return bytes;
    const QString limit = QString::number(kMaxBodyFileBytes >> 20);
    if (file.error() == QFileDevice::NoError && QFileInfo(path).isFile())
        return Result<QByteArray>::failure(
            u"The file %1 is longer than %2 MiB: send it as the whole body."_s.arg(path, limit));
    return Result<QByteArray>::failure(
        u"%1 is a device or pipe that has more than %2 MiB or cannot be read: name a file."_s.arg(path, limit));
}

Result<RequestContent> fileContent(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() || info.isFile() || info.isDir())
        return RequestContent{{}, path};
    const Result<QByteArray> bytes = readBodyFile(path);
    return bytes ? Result<RequestContent>(RequestContent{*bytes, {}}) : Result<RequestContent>::failure(bytes.error);
}

Result<RequestContent> multipartContent(QList<FormPart> parts, QByteArray &contentType)
{
    for (FormPart &part : parts) {
        if (part.file.isEmpty())
            continue;
        const Result<QByteArray> content = readBodyFile(part.file);
        if (!content)
            return Result<RequestContent>::failure(content.error);
        part.value = *content;
    }
    const QByteArray boundary = boundaryFor(parts);
    contentType = "multipart/form-data; boundary=" + boundary;
    return RequestContent{writeMultipart(parts, boundary), {}};
}

Result<TraceRequest> traceRequestOf(const PastedRequest &pasted, TraceRequest base)
{
    base.method = pasted.method;
    base.url = pasted.url;
    base.headers = pasted.headers;
    base.addedFields = pasted.addedFields;
    base.userPassword = pasted.userPassword;
    base.overrides.clear();
    if (!pasted.client.isEmpty())
        base.client = pasted.client;
    if (pasted.maxHops >= 0)
        base.maxHops = pasted.maxHops;
    if (pasted.timeoutMs > 0)
        base.timeoutMs = pasted.timeoutMs;
    for (const auto read : {readContent, readConnection}) {
        if (const Complaint complaint = read(pasted, base); !complaint.isEmpty())
            return Result<TraceRequest>::failure(complaint);
    }
    const RequestContent &content = base.content;
    const bool isEmpty = content.file.isEmpty() ? content.bytes.isEmpty() : QFileInfo(content.file).size() == 0;
    if (isEmpty && base.addedFields.removeOne("Expect"))
        base.headers.remove("Expect"); // there is nothing to wait with
    return base;
}

} // namespace hopscope
