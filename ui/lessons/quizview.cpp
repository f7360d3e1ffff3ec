// SPDX-License-Identifier: MIT
#include "ui/lessons/quizview.h"

#include "redirect/sources.h"
#include "text/wholefile.h"
#include "ui/look/flowlayout.h"
#include "ui/look/links.h"
#include "ui/look/widgets.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostSeeds = 1'000'000;
constexpr int kMostWidth = 860;

} // namespace

QuizView::QuizView(QWidget *parent)
    : QWidget(parent),
      m_seed(new QSpinBox),
      m_count(new QLabel),
      m_text(new QLabel),
      m_optionLayout(new QVBoxLayout),
      m_reason(richLabel(tr("Verdict and reason"))),
      m_next(new QPushButton(tr("&Next ⏎")))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_seed->setRange(0, kMostSeeds);
    m_seed->setAccessibleName(tr("Number of the quiz"));
    m_seed->setToolTip(tr("The same number gives the same questions"));
    auto *again = new QPushButton(tr("New &quiz"));
    auto *paper = new QPushButton(tr("Save q&uestions…"));
    auto *answers = new QPushButton(tr("Save with &answers…"));
    auto *result = new QPushButton(tr("Save &result…"));
    for (QPushButton *button : {again, paper, answers, result, m_next})
        button->setAccessibleName(QString(button->text()).remove(u'&').remove(u'…').remove(u'⏎').trimmed());
    m_next->setObjectName(u"primary"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAccessibleName(tr("Question"));
    makeBold(m_text);
    makeMuted(m_count);

    auto *bar = new QWidget;
    auto *flow = new FlowLayout(bar);
    m_bar = {m_seed, again, paper, answers, result};
    flow->addWidget(new QLabel(tr("Quiz")));
    for (QWidget *widget : std::as_const(m_bar))
        flow->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    layout->addWidget(bar);
    layout->addWidget(m_count);
    layout->addWidget(m_text);
    layout->addLayout(m_optionLayout);
    layout->addWidget(m_reason);
    layout->addWidget(m_next, 0, Qt::AlignLeft);
    layout->addStretch(1);
    for (QLabel *label : {m_text, m_reason})
        label->setMaximumWidth(kMostWidth);

    connect(m_next, &QPushButton::clicked, this, &QuizView::next);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_next, &QPushButton::click);
    }
    connect(again, &QPushButton::clicked, this,
            [this] { start(QRandomGenerator::global()->bounded(quint32(kMostSeeds))); });
    connect(m_seed, &QSpinBox::editingFinished, this, [this] {
        if (quint32(m_seed->value()) != m_quiz.seed)
            start(quint32(m_seed->value()));
    });
    connect(paper, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Questions); });
    connect(answers, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Answers); });
    connect(result, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Result); });
    start(QRandomGenerator::global()->bounded(quint32(kMostSeeds)));
}

void QuizView::start(quint32 seed)
{
    m_quiz = makeQuiz(seed);
    m_given = QList<int>(m_quiz.questions.size(), -1);
    m_current = 0;
    m_seed->setValue(int(seed));
    showQuestion();
}

void QuizView::showQuestion()
{
    const QuizQuestion &question = m_quiz.questions.at(m_current);
    m_count->setText(tr("Question %1 of %2 · %3 right so far")
                         .arg(m_current + 1)
                         .arg(m_quiz.questions.size())
                         .arg(rightAnswers(m_quiz, m_given)));
    m_text->setText(question.text);
    m_reason->clear();
    delete m_options;
    m_options = new QWidget;
    auto *layout = new QVBoxLayout(m_options);
    layout->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < question.options.size(); ++i) {
        auto *button = new QRadioButton(question.options.at(i));
        button->setAccessibleName(question.options.at(i));
        connect(button, &QRadioButton::clicked, this, [this, i] { answer(i); });
        layout->addWidget(button);
    }
    m_optionLayout->addWidget(m_options);
    m_options->show(); // now, not with the next events: Tab may come first
    orderTabs();
    m_next->setEnabled(false);
    m_next->setText(m_current + 1 < m_quiz.questions.size() ? tr("&Next ⏎") : tr("&Result ⏎"));
}

void QuizView::setTabNeighbours(QWidget *before, const QList<QWidget *> &after)
{
    m_tabBefore = before;
    m_tabAfter = after;
    orderTabs();
}

/// The options of a question are made after what stands around them.
void QuizView::orderTabs()
{
    QList<QWidget *> order{m_tabBefore};
    if (m_options)
        order += m_options->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    setTabOrderOf(order + QList<QWidget *>{m_reason, m_next} + m_bar + m_tabAfter);
}

void QuizView::answer(int option)
{
    const QuizQuestion &question = m_quiz.questions.at(m_current);
    // The first answer counts.
    if (m_given.at(m_current) < 0)
        m_given[m_current] = option;
    const bool isRight = m_given.at(m_current) == question.right;
    m_reason->setText(u"<p><b>%1 %2</b> %3 <small>[%4]</small></p>"_s.arg(
        isRight ? tr("✔ Right.") : tr("✖ Wrong."), question.options.at(question.right).toHtmlEscaped() + u'.',
        question.reason.toHtmlEscaped(), linkHtml(sourceLink(question.source), question.source)));
    for (auto *button : m_options->findChildren<QRadioButton *>())
        button->setEnabled(false);
    m_next->setEnabled(true);
    m_next->setFocus(Qt::OtherFocusReason);
}

void QuizView::next()
{
    if (++m_current < m_quiz.questions.size())
        showQuestion();
    else
        showResult();
}

void QuizView::showResult()
{
    m_current = 0;
    delete std::exchange(m_options, nullptr);
    m_next->setEnabled(false);
    m_count->setText(tr("Quiz %1 is finished").arg(m_quiz.seed));
    m_text->setText(tr("%1 of %2 right").arg(rightAnswers(m_quiz, m_given)).arg(m_quiz.questions.size()));
    QString html = u"<ol>"_s;
    for (qsizetype i = 0; i < m_quiz.questions.size(); ++i) {
        const QuizQuestion &question = m_quiz.questions.at(i);
        html += u"<li>%1 %2 <b>%3</b></li>"_s.arg(m_given.at(i) == question.right ? u"✔"_s : u"✖"_s,
                                                  question.text.toHtmlEscaped(),
                                                  question.options.at(question.right).toHtmlEscaped());
    }
    m_reason->setText(html + u"</ol>"_s);
    Q_EMIT statusMessage(m_text->text());
}

bool QuizView::save(const QString &path, QuizPaper paper)
{
    const bool isCsv = path.endsWith(".csv"_L1, Qt::CaseInsensitive);
    const QByteArray bytes = isCsv ? quizCsv(m_quiz, m_given) : quizHtml(m_quiz, m_given, paper);
    WholeFile file(path);
    const bool saved = file.open() && file.write(bytes);
    Q_EMIT statusMessage(saved ? tr("Saved %1.").arg(path)
                               : tr("%1 was not written: %2").arg(path, file.errorString()));
    return saved;
}

void QuizView::chooseSave(QuizPaper paper)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save quiz"), u"quiz-%1.html"_s.arg(m_quiz.seed),
                                                      tr("Web page to print (*.html);;Table (*.csv)"));
    if (!path.isEmpty())
        save(path, paper);
}

} // namespace hopscope
