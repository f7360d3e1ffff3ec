// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "text/jsoncursor.h"

namespace hopscope
{

/// What writers of HARs put in the place of HAR's own types is read as what it means. Each goes past one value.

/// A number, or digits as text; `otherwise` for null and whatever is not a finite number.
double looseNumber(JsonCursor &in, double otherwise);
/// The same without its fraction; `otherwise` as well for what does not fit an int.
int looseInt(JsonCursor &in, int otherwise);
/// The same of bytes, at most 2^53; `otherwise` as well for what is less than that.
qint64 looseSize(JsonCursor &in, qint64 otherwise);
/// Text, and numbers and truth values as they are written; empty for null.
QByteArray looseText(JsonCursor &in);
/// A list of objects with name and value, of texts "name: value", of pairs; or an object, whose values may be lists.
Headers looseFields(JsonCursor &in);
/// Base64 in either alphabet, with or without line breaks and padding; nullopt if it is none.
std::optional<QByteArray> looseBase64(const QByteArray &text);

} // namespace hopscope
