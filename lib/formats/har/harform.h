// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "text/formdata.h"

#include <QJsonArray>

namespace hopscope
{

/// `postData.params` of a request whose content is a form: the decoded fields, or the parts with name, value, fileName
/// and contentType. Empty for other content, and where not all of it was kept.
QJsonArray harParameters(const Request &request);

/// The reverse: the content of `size` bytes (-1: any) that has these parameters, urlencoded or multipart as
/// `contentType` says; nothing if there is none, if they were decoded, or if a multipart body has another size. Some
/// programs write the parameters decoded and some do not, so that only the size tells.
std::optional<QByteArray> bodyOfParameters(const QList<FormPart> &params, const QByteArray &contentType, qint64 size);

} // namespace hopscope
