// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/pastedrequest.h"
#include "net/tracerequest.h"

namespace hopscope
{

/// The most that is read of a file into a body; a file that is the whole body is streamed and may be longer.
inline constexpr qint64 kMaxBodyFileBytes = 64 * 1024 * 1024;

/// All of a file; the error names it and says why it cannot be read.
Result<QByteArray> readBodyFile(const QString &path);

/// A file as the whole body: streamed, or read here when it is a device or a pipe, whose length nobody knows before.
Result<RequestContent> fileContent(const QString &path);

/// `pasted` in the place of `base`'s method, URL, fields and content; its limits and its client where it has some.
/// Reads the files that it names. The error is one sentence.
Result<TraceRequest> traceRequestOf(const PastedRequest &pasted, TraceRequest base);

/// The parts as a body with its Content-Type; their files are read. The error names the file.
Result<RequestContent> multipartContent(QList<FormPart> parts, QByteArray &contentType);

} // namespace hopscope
