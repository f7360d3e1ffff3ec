// SPDX-License-Identifier: MIT
#include "ui/history/historydetails.h"

#include "formats/redaction/redaction.h"
#include "ui/history/historydiffmodel.h"
#include "ui/history/historypreview.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"

#include <QPlainTextEdit>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSaveNotesAfterMs = 600;
constexpr int kRemarkMargin = 8;
constexpr int kChainShare = 3;
constexpr int kNotesShare = 2;
enum Part { Hint, One, Comparison };

QWidget *titled(const QString &title, QWidget *right, QWidget *content)
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(title, right));
    layout->addWidget(content, 1);
    return part;
}

} // namespace

HistoryDetails::HistoryDetails(QWidget *parent)
    : QStackedWidget(parent),
      m_hint(emptyState({})),
      m_remark(new QLabel),
      m_chain(new HistoryPreview),
      m_notes(new QPlainTextEdit),
      m_noteTimer(new QTimer(this)),
      m_summary(new QLabel),
      m_differences(new HistoryDiffModel(this)),
      m_table(new WrapTable)
{
    addWidget(m_hint);
    addWidget(createOne());
    addWidget(createComparison());
    m_noteTimer->setSingleShot(true);
    m_noteTimer->setInterval(kSaveNotesAfterMs);
    connect(m_noteTimer, &QTimer::timeout, this, &HistoryDetails::handOver);
    connect(m_notes, &QPlainTextEdit::textChanged, m_noteTimer, qOverload<>(&QTimer::start));
}

QWidget *HistoryDetails::createOne()
{
    m_remark->setAccessibleName(tr("About the selected trace"));
    m_remark->setWordWrap(true);
    m_remark->setMargin(kRemarkMargin);
    auto *chain = new QWidget;
    auto *column = new QVBoxLayout(chain);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_remark);
    column->addWidget(m_chain, 1);
    m_notes->setAccessibleName(tr("Notes about the selected trace"));
    m_notes->setPlaceholderText(tr("Notes about this trace; they are saved as you type"));
    m_notes->setTabChangesFocus(true);
    auto *frame = new QWidget;
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addWidget(m_notes);
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Chain and notes"));
    splitter->setObjectName(u"historyDetails"_s);
    splitter->addWidget(titled(tr("Chain"), nullptr, chain));
    splitter->addWidget(titled(tr("Notes"), nullptr, frame));
    splitter->setStretchFactor(0, kChainShare);
    splitter->setStretchFactor(1, kNotesShare);
    return splitter;
}

QWidget *HistoryDetails::createComparison()
{
    m_summary->setAccessibleName(tr("Result of the comparison"));
    m_table->setAccessibleName(tr("What differs between the two traces"));
    m_table->setModel(m_differences);
    m_table->setColumns({{110, 2}, {120, 3, true}, {180, 10}, {180, 10}, {80, 1, true}});
    return titled(tr("What changed between the two traces"), m_summary, m_table);
}

void HistoryDetails::showHint(const QString &text)
{
    flush();
    m_notesOf.clear();
    m_hint->setText(text);
    setCurrentIndex(Hint);
}

void HistoryDetails::showOne(const QString &id, const QString &notes, const QString &remark)
{
    flush();
    if (m_notesOf != id || m_notes->toPlainText() != notes) {
        const QSignalBlocker quiet(m_notes);
        m_notes->setPlainText(notes);
    }
    m_notesOf = id;
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    setCurrentIndex(One);
}

void HistoryDetails::showComparison(const Trace &first, const Trace &second)
{
    flush();
    m_notesOf.clear();
    const QList<TraceDifference> differences = differencesOf(first, second);
    const auto real =
        std::count_if(differences.begin(), differences.end(), [](const TraceDifference &row) { return !row.expected; });
    m_differences->setDifferences(differences);
    m_summary->setText(real == 0   ? tr("Older trace first · no differences except what always differs")
                       : real == 1 ? tr("Older trace first · 1 difference")
                                   : tr("Older trace first · %1 differences").arg(real));
    if (hasMarks(first) || hasMarks(second))
        m_summary->setText(tr("%1 · redacted secrets cannot be compared").arg(m_summary->text()));
    setCurrentIndex(Comparison);
}

void HistoryDetails::flush()
{
    if (!m_noteTimer->isActive())
        return;
    m_noteTimer->stop();
    handOver();
}

void HistoryDetails::handOver()
{
    if (!m_notesOf.isEmpty())
        Q_EMIT notesEdited(m_notesOf, m_notes->toPlainText());
}

} // namespace hopscope
