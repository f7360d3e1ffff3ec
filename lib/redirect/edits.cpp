// SPDX-License-Identifier: MIT
#include "redirect/edits.h"

#include "redirect/ledger.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

// Trace files that were written before have this sentence, too: it is not reworded.
const QString kEditedReason = u"You changed it before it was sent."_s;

} // namespace

bool isEdited(const LedgerRow &row)
{
    return row.reason == kEditedReason;
}

QList<LedgerRow> ledgerWithEdits(const Redirect &planned, const Request &before, const Request &edited)
{
    static const StatusRule noRule{};
    const Chain chain{.request = before};
    QList<LedgerRow> rows = makeLedger({.profile = clientProfiles()[0],
                                        .chain = chain,
                                        .rule = noRule,
                                        .next = edited,
                                        .from = ParsedTarget(before.url),
                                        .to = ParsedTarget(edited.url)});
    for (LedgerRow &row : rows) {
        const auto same = std::find_if(planned.ledger.begin(), planned.ledger.end(), [&](const LedgerRow &other) {
            return other.part.compare(row.part, Qt::CaseInsensitive) == 0;
        });
        if (same != planned.ledger.end() && same->after == row.after) {
            row = *same;
        } else {
            row.reason = kEditedReason;
            row.source.clear();
        }
    }
    return rows;
}

} // namespace hopscope
