// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "formats/audit/auditchains.h"
#include "formats/audit/auditvariants.h"
#include "formats/audit/listkinds.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    AuditListOptions options{.base = "http://a.example/b/"};
    options.readPart = [](const QString &) { return Result<QByteArray>(QByteArray("<urlset/>")); };
    for (const AuditVariant &variant : auditVariants())
        options.variants.append(variant.id);
    const QByteArray bytes = input.toByteArray();
    for (const ListKind &kind : listKinds()) {
        options.kind = kind.id;
        const Result<AuditList> list = readAuditList({{{}, bytes}}, options);
        requireEither(list);
        if (!list)
            continue;
        for (const AuditRow &row : list->rows) {
            requireUrlBytes(row.source);
            requireUrlBytes(row.target);
            require(row.place.line > 0 && !row.source.isEmpty(), "a row has a place and a source");
        }
        for (const ListFault &fault : list->faults)
            require(fault.place.line > 0 && !fault.reason.isEmpty(), "a fault has a place and a reason");
        for (const MapChain &chain : chainsWithin(list->rows))
            require(!chainSentence(chain, list->rows).isEmpty(), "a chain can be told");
    }
}

} // namespace hopscope::fuzz
