// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "text/formdata.h"
#include "ui/request/pairmodel.h"

namespace hopscope
{

/// A body while it is being written, in the form in which the user writes it.
struct BodyDraft {
    enum Mode { None, Text, Json, Form, Multipart, File, ModeCount };

    Mode mode = None;
    QByteArray bytes;   ///< of Text and Json
    QList<Pair> fields; ///< of Form
    QList<Pair> parts;  ///< of Multipart
    QString file;       ///< of File
    QString type;       ///< Content-Type that the user chose; null: the one that goes with the mode

    bool operator==(const BodyDraft &) const = default;
};

/// The Content-Type that goes with a mode; empty for None. Multipart's has its boundary when it is sent.
QString typeOf(BodyDraft::Mode mode);
/// The Content-Type that is sent: the user's own, else the mode's.
QString typeOf(const BodyDraft &draft);

/// The draft for content with that Content-Type: a form if it can be written again byte for byte, else text.
BodyDraft draftOf(const RequestContent &content, const QByteArray &type);
/// The same for the parts of a form, whose files stay files.
BodyDraft draftOf(const QList<FormPart> &parts);

/// The content, and in `type` its Content-Type. Files of a multipart form are read; the error names the file.
Result<RequestContent> contentOf(const BodyDraft &draft, QByteArray &type);
/// Bytes of the content as far as they are known without reading files.
qint64 sizeOf(const BodyDraft &draft);

} // namespace hopscope
