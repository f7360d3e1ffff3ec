// SPDX-License-Identifier: MIT
#include "ui/lessons/quizview.h"

#include "lessons/quizformats.h"
#include "redirect/profiletext.h"
#include "text/wholefile.h"
#include "ui/lessons/classtype.h"
#include "ui/lessons/lessonhtml.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostSeeds = 1'000'000;
constexpr int kMostWidth = 860;
constexpr int kOfferedVariants = 6;

} // namespace

QuizView::QuizView(QWidget *parent)
    : QWidget(parent),
      m_seed(new QSpinBox),
      m_about(new ComboBox(tr("What the quiz asks about"), false)),
      m_variant(new ComboBox(tr("Variant"), false)),
      m_client(new ComboBox(tr("Client"), false)),
      m_barBox(new QWidget),
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

    m_variant->setToolTip(tr("The same questions in another order, with their options in another order"));
    for (int i = 0; i < kOfferedVariants; ++i)
        m_variant->addItem(tr("Variant %1").arg(QChar(char16_t(u'A' + i))));
    m_client->addItem(tr("Any client"));
    for (const ClientProfile &profile : clientProfiles()) {
        if (profile.measured)
            m_client->addItem(ProfileText::tr(profile.title), QString(profile.id));
    }
    auto *flow = new FlowLayout(m_barBox);
    m_bar = {m_seed, m_about, m_client, m_variant, again, paper, answers, result};
    flow->addWidget(new QLabel(tr("Quiz")));
    for (QWidget *widget : std::as_const(m_bar))
        flow->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    layout->addWidget(m_barBox);
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
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_PageDown}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setEnabled(false);
        connect(shortcut, &QShortcut::activated, this, &QuizView::continueQuiz);
        m_classKeys.append(shortcut);
    }
    for (const QComboBox *box : {m_about, m_client, m_variant})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { start(m_quiz.seed); });
    connect(paper, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Questions); });
    connect(answers, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Answers); });
    connect(result, &QPushButton::clicked, this, [this] { chooseSave(QuizPaper::Result); });
    start(QRandomGenerator::global()->bounded(quint32(kMostSeeds)));
    setLibrary(builtInLibrary());
}

void QuizView::setLibrary(const LessonLibrary &library)
{
    const QString chosen = m_about->currentData().toString();
    m_scopes = quizScopes(library);
    const QSignalBlocker blocker(m_about);
    m_about->clear();
    for (const QuizScope &scope : std::as_const(m_scopes))
        m_about->addItem(scope.title, scope.id);
    m_about->setCurrentIndex(std::max(0, m_about->findData(chosen)));
}

void QuizView::choose(const QString &scope, int variant)
{
    m_about->setCurrentIndex(std::max(0, m_about->findData(scope)));
    m_variant->setCurrentIndex(variant);
}

void QuizView::start(quint32 seed)
{
    const QuizScope scope = m_scopes.value(m_about->currentIndex());
    const QString client = m_client->currentData().toString();
    const QuizChoice choice{.lessons = scope.lessons,
                            .clients = client.isEmpty() ? QStringList() : QStringList(client)};
    m_quiz = variantOf(makeQuiz(seed, choice), std::max(0, m_variant->currentIndex()));
    m_given = QList<int>(m_quiz.questions.size(), -1);
    m_current = 0;
    m_seed->setValue(int(seed));
    if (m_quiz.questions.isEmpty())
        showNone();
    else
        showQuestion();
}

void QuizView::showNone()
{
    delete std::exchange(m_options, nullptr);
    m_isRevealed = false;
    m_count->clear();
    m_reason->clear();
    m_next->setEnabled(false);
    m_text->setText(tr("No question fits: choose another client, or something else to ask about."));
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
    m_isRevealed = false;
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
    applyFonts();
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
    // The first answer counts.
    if (m_given.at(m_current) < 0)
        m_given[m_current] = option;
    showReason();
}

void QuizView::showReason()
{
    const QuizQuestion &question = m_quiz.questions.at(m_current);
    const int option = m_given.at(m_current);
    const QString mark = option < 0                 ? QString()
                         : option == question.right ? tr("✔ Right.") + u' '
                                                    : tr("✖ Wrong.") + u' ';
    m_isRevealed = true;
    m_reason->setText(u"<p><b>%1%2</b> %3 %4</p>"_s.arg(
        mark, question.options.at(question.right).toHtmlEscaped() + u'.', question.reason.toHtmlEscaped(),
        LessonHtml{palette(), m_isClassView}.cited({question.source})));
    for (auto *button : m_options->findChildren<QRadioButton *>())
        button->setEnabled(false);
    m_next->setEnabled(true);
    m_next->setFocus(Qt::OtherFocusReason);
}

void QuizView::continueQuiz()
{
    if (m_options && !m_isRevealed)
        showReason();
    else if (m_options)
        next();
}

void QuizView::setClassView(bool on)
{
    m_isClassView = on;
    setPalette(on ? projectorPalette() : QPalette());
    m_barBox->setVisible(!on);
    for (QShortcut *key : std::as_const(m_classKeys))
        key->setEnabled(on);
    for (QLabel *label : {m_text, m_reason})
        label->setMaximumWidth(on ? QWIDGETSIZE_MAX : kMostWidth);
    applyFonts();
    // Links have the colours in which they were written.
    if (m_options && m_isRevealed)
        showReason();
}

void QuizView::applyFonts()
{
    QFont font; // what is not set here is that of the application, whatever its size becomes
    if (m_isClassView)
        font.setPixelSize(leastClassPixels(size()));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_count, m_reason, m_next})
        widget->setFont(font);
    if (m_options) {
        for (auto *button : m_options->findChildren<QRadioButton *>())
            button->setFont(font);
    }
    font.setBold(true);
    m_text->setFont(font);
}

void QuizView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isClassView)
        applyFonts();
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
    m_isRevealed = false;
    delete std::exchange(m_options, nullptr);
    m_next->setEnabled(false);
    m_count->setText(tr("%1 is finished").arg(quizTitle(m_quiz)));
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
    if (m_quiz.questions.isEmpty()) {
        Q_EMIT statusMessage(m_text->text());
        return false;
    }
    const QString ending = QFileInfo(path).suffix().toLower();
    const auto named =
        std::ranges::find_if(quizFormats(), [&](const QuizFormat &format) { return ending == format.extension; });
    const QuizFormat &format = named == quizFormats().end() ? quizFormats().front() : *named;
    WholeFile file(path);
    const bool saved = file.open() && file.write(format.write(m_quiz, m_given, paper));
    Q_EMIT statusMessage(saved ? tr("Saved %1.").arg(path)
                               : tr("%1 was not written: %2").arg(path, file.errorString()));
    return saved;
}

void QuizView::chooseSave(QuizPaper paper)
{
    QStringList kinds;
    for (const QuizFormat &format : quizFormats()) {
        if (paper == QuizPaper::Answers || !format.isForPrograms)
            kinds.append(u"%1 (*.%2)"_s.arg(titleOf(format), format.extension));
    }
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save quiz"), u"quiz-%1.html"_s.arg(m_quiz.seed), kinds.join(u";;"_s));
    if (!path.isEmpty())
        save(path, paper);
}

} // namespace hopscope
