// SPDX-License-Identifier: MIT
#include "paint/auditformats.h"

#include "paint/htmlaudit.h"

#include <QtGlobal>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr AuditFormat kAuditFormats[] = {
    {"text"_L1, QT_TRANSLATE_NOOP("audit", "Text"), "txt"_L1, writeAuditText},
    {"csv"_L1, QT_TRANSLATE_NOOP("audit", "Table, CSV"), "csv"_L1, writeAuditCsv},
    {"junit"_L1, QT_TRANSLATE_NOOP("audit", "JUnit"), "xml"_L1, writeAuditJunit},
    {"markdown"_L1, QT_TRANSLATE_NOOP("audit", "Markdown"), "md"_L1, writeAuditMarkdown},
    {"html"_L1, QT_TRANSLATE_NOOP("audit", "Web page"), "html"_L1, writeAuditHtml},
    {"jsonl"_L1, QT_TRANSLATE_NOOP("audit", "JSON lines, with the traces"), "jsonl"_L1, nullptr},
};

} // namespace

std::span<const AuditFormat> auditFormats()
{
    return kAuditFormats;
}

const AuditFormat *auditFormat(QStringView id)
{
    const auto *const found =
        std::ranges::find_if(kAuditFormats, [&](const AuditFormat &format) { return id == format.id; });
    return found == std::end(kAuditFormats) ? nullptr : found;
}

} // namespace hopscope
