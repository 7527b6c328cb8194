# المراقبة والمساعدات والمراقبون.

nav-watch = المراقبة
nav-aid = المساعدات
nav-observers = المراقبون
keys-watch = المراقبة
keys-aid = المساعدات
keys-observers = المراقبون
watch-lost = الخادم لا يجيب. أعد المحاولة بعد قليل.
watch-go = هل يجوز أن تنطلق القافلة التالية؟
watch-operator = المنسّق المناوب
watch-why-go = جرى التحقق بندًا بندًا
watch-why-hold = الانتظار حتى تتضح الحال
watch-why-stop = لا تنطلق
watch-tracking-why = قرار غرفة العمليات
watch-neutral = دون طرف
watch-everywhere = في كل مكان
watch-whole = كل القوافل، منذ { $since }، بقرار { $by }:
watch-source = المصادر
watch-sources = { $n ->
    [one] إفادة واحدة
   *[other] الإفادات: { $n }
}
watch-replan = انظر الخطة الجديدة
watch-no-convoy = لا قافلة تنتظر الانطلاق.
watch-convoy = القافلة
watch-why = السبب
watch-do-go = تنطلق
watch-do-hold = تتوقف
watch-do-stop = تُلغى
watch-hold-all = أوقف كل القوافل
watch-lift-all = ارفع التوقيف عن الكل
watch-no-guarantee = القرار لك؛ البرنامج يعرض الحال فحسب. الإبلاغ ليس تصريحًا، ولا شيء هنا يضمن السلامة.
watch-truce = الهدنة بنودًا
watch-no-clauses = لم يُدخل أي اتفاق. أدخل بنوده هنا واحدًا واحدًا، أو ضع جداول [[clause]] في ملف العملية.
watch-clause = البند
watch-state = بحسب كل المعروف
watch-view = في رأي: { $party }
watch-from-until = من { $from } إلى { $until }
watch-incidents = الحوادث
watch-tracing = { $n ->
    [one] شخص واحد يجب البحث عنه
   *[other] يجب البحث عن أشخاص، عددهم { $n }
}
watch-traced = آخر خبر { $since }، { $place }
watch-pfif = مذكرة تجوز مشاركتها (PFIF)
watch-road = على الطريق
watch-tracking-on = تُسجَّل المواقع؛ ومن هم في الخارج يرونها متأخرة نصف ساعة وتقريبية.
watch-tracking-off = كل المواقع مقطوعة.
watch-tracking-cut = اقطع كل المواقع
watch-tracking-open = استأنف تسجيل المواقع
watch-no-way = المسار ليس على الخريطة
watch-driven = { $km } من { $of } كم
watch-crossed = عبرت { $place } عند { $at }
watch-doubted = لا يمكن تصديق ساعته أو موقعه
watch-no-trackers = لا جهاز تتبع مسجَّل. ترسل الهواتف عبر OwnTracks أو Traccar؛ انظر docs/watch.md.
watch-trip = الرحلة
watch-expected = المتوقع
watch-planned = المخطط
watch-rests = يستند إلى
watch-rests-on = { $n ->
    [0] الخطة وحدها
    [one] رحلة واحدة سابقة
   *[other] رحلات سابقة: { $n }
}
watch-too-few = لم تقطعه رحلات كافية لنقول
watch-within = على الأقل { $share } من { $of }
watch-between = { $early } – { $late }
watch-from-on = من { $early }؛ أطول من كل ما سبق
watch-told = من أُبلغ
watch-none-told = لم يُبلَّغ أي طرف بقافلة.
watch-valid = حتى { $until }
watch-paper = ورقة
line-immediate = فورية
line-verifiable = يمكن التحقق منها
line-durable = دائمة
line-not-quiet = لا هدوء يشهد عليه أحد
line-quiet = هدوء منذ { $since }، بعد الوعد بـ { $span }
line-last-fire = آخر إطلاق نار { $at }
line-nobody = لا أحد يراقب
line-verified = من { $by }
line-one-side = من طرف واحد فقط: { $by }
line-no-time = ليس بعد
line-lasting = { $span } دون خرق
line-unwatched = { $span } دون مراقبة
pledge-no_fire = لا إطلاق نار ضمن { $km } كم من الطريق
pledge-passage_hours = العبور من { $opens } إلى { $closes }، { $place }
pledge-convoy_max = { $n } مركبة على الأكثر في القافلة
pledge-inspection = التفتيش { $s } ثانية على الأكثر لكل مركبة، { $place }
pledge-aid_per_day = { $n } شاحنة مساعدات على الأقل يوميًا، { $place }
holding-held = مُحترَم
holding-breached = مخروق
holding-unknown = لا يمكن الحكم
judged-not_begun = لم يسرِ بعد
judged-fire = إطلاق نار قرب الطريق
judged-word = بناءً على قول
judged-alleged = مزعوم أو متناقض
judged-watched = روقب دون انقطاع
judged-unwatched = لم يُراقَب طوال الوقت
judged-measured = بالقياس: { $n }
judged-exceeded = بالقياس: { $n }، فوق الحد
judged-refused = رُفض العبور
judged-nothing_yet = لا شيء يُقاس بعد
judged-fewer_let_in = دخل { $n }، ورُفض غيرها أو لم يُجَب
judged-fewer_came = دخل { $n }؛ ولا يُعرف إن طُلب أكثر
check-clause = البند { $about }
check-notified = إبلاغ { $about }
check-escorts = المرافقون
check-road = { $has ->
    [yes] الطريق، { $about }
   *[no] الطريق
}
check-fire = إطلاق نار في الساعة الأخيرة
check-reception = الاستقبال، { $about }
checked-held = مُحترَم
checked-breached = مخروق
checked-cannot_be_judged = لا يمكن الحكم
checked-not_sent = ليس بعد
checked-expired = انتهت صلاحية الإبلاغ
checked-not_acknowledged = أُرسل ولا جواب
checked-acknowledged = مؤكَّد الاستلام
checked-rejected = مرفوض
checked-no_limit = دون حد
checked-enough = كافون
checked-too_few = غير كافين
checked-suspended = معلّق
checked-open = مفتوح
checked-closed = مغلق عند وصولهم
checked-none_reported = لم يُبلَّغ عن شيء
checked-fire_near = إطلاق نار قرب الطريق
checked-fire_alleged = مزعوم
checked-room = يتسع للجميع
checked-full = لا يتسع
decision-go = تنطلق
decision-hold = توقّف
decision-stop = إلغاء
decision-undecided = لم يُقرَّر
incident-shelling = قصف
incident-airstrike = غارة جوية
incident-shot_at = إطلاق نار على
incident-obstruction = عرقلة
incident-detention = احتجاز أو إنزال
incident-disappearance = اختفاء
incident-confiscation = مصادرة
incident-aid_refused = رفض مساعدات
knownby-seen = مشاهدة
knownby-heard = سماع
knownby-told = نقل عن آخرين
linked-corroborates = يؤيد
linked-contradicts = يناقض
linked-same_event = الحدث نفسه
incident-record = سجّل حادثًا
incident-what = ماذا
incident-where = أين
incident-how = كيف عُرف
incident-by = ممن (دون أسماء)
incident-us = غرفة العمليات
incident-view = في رأي من
incident-reliability = موثوقية المصدر A–F
incident-credibility = مصداقية الخبر 1–6
incident-words = ما قيل
incident-photo = صورة أو وثيقة
incident-share = يجوز إبلاغ المراقبين
incident-save = سجّله
incident-none = لا حوادث مسجَّلة. سجّل ما شوهد أو سُمع أو نُقل، وقيّم المصدر والخبر كلًّا على حدة.
incident-distance = { $km } كم عن الطريق
incident-alleged = مزعوم
incident-shared = يُبلَّغ المراقبون
incident-evidence = { $n ->
    [one] دليل
   *[other] دليل، خطوات الحيازة: { $n }
}
incident-broken = سلسلة الحيازة منقطعة
incident-link = اربط بآخر
incident-choose = اختر الآخر
incident-link-here = اربط بهذا
pace-unheard = لم يُسمع منه بعد
pace-moving = يسير
pace-stalled = واقف على الطريق
pace-waiting = ينتظر عند نقطة
pace-silent = صامت
pace-off = خارج المسار
notice-sent = أُرسل
notice-acknowledged = مؤكَّد
notice-rejected = مرفوض
notice-expired = منتهٍ
aid-requests = الطلبات
aid-no-requests = لم يُطلب شيء. سجّل طلبًا ولمن ولماذا؛ ويُحفظ معه الجواب ومدته.
aid-request = الطلب
aid-way = المسار
aid-trucks = الشاحنات
aid-asked = طُلب
aid-answer = الجواب
aid-after = بعد { $span }
aid-overdue = متأخر { $span }
aid-changed = تغيّر الجواب
aid-answered-by = كما أفاد مكتب الارتباط
aid-yes = وافقوا
aid-no = رفضوا
aid-new-request = سجّل طلبًا
aid-party = مطلوب من
aid-from = من
aid-to = إلى
aid-commodity = السلعة
aid-unit = الوحدة
aid-unit-default = قطعة
aid-quantity = الكمية
aid-save = سجّله
aid-waybills = بوالص الشحن
aid-waybill = البوليصة
aid-no-waybills = لم يُحمَّل شيء. تبدأ البوليصة بما حُمِّل، ويُغلق حسابها حين يُسلَّم كل شيء أو يُعاد أو يُصادَر أو يُفقد.
aid-return-leg = في طريق عودة { $trip }
aid-move = سجّل ما حدث للبضائع
aid-step = ماذا حدث
aid-place = أين
aid-vehicle = المركبة
aid-trip = يدخل في عودة الرحلة
aid-batch = الدفعة
aid-obstructed = العرقلة
aid-none-obstructed = لا عرقلة مسجَّلة.
aid-record-there = سجّل العرقلة مع الحوادث
answered-approved = مقبول
answered-refused = مرفوض
answered-none = لا جواب
bill-on_the_way = في الطريق
bill-closed = مغلق
bill-open = لا يستقيم حسابه
goods-loaded = حُمِّل
goods-passed = عبر نقطة
goods-delivered = سُلِّم
goods-returned = أُعيد
goods-confiscated = صودر
goods-lost = فُقد
goods-on_the_way = في الطريق
goods-unaccounted = غير محسوب
observers-intro = لكل طرف ومراقب رابط خاص. يرون المجاميع بخطوات من خمسة، والبنود، والحوادث التي يجوز ذكرها، والأختام؛ بتأخير نصف ساعة؛ دون أسماء أو رموز أو مركبات أو أقوال.
observers-monitors = المراقبون
observers-audience = لمن
observers-party = الطرف
observers-hours = الساعات
observers-make = أنشئ رابطًا
observers-link = الرابط، يظهر مرة واحدة:
observers-links = الروابط
observers-none = لا رابط لأحد في الخارج. أنشئ رابطًا لطرف أو للمراقبين؛ وينتهي من تلقاء نفسه.
observers-until = حتى
observers-end = أنهِه الآن
observers-ended = أنهته غرفة العمليات
observers-over = أُنهي
observers-expired = انتهى
observers-seen = ما يرونه
outside-for = إلى { $audience }
outside-as-of = بحسب الحال في { $at }
outside-verified = تحقق منه: { $by }
outside-neutral = مراقبون ليسوا من أي طرف
outside-drill = تمرين
outside-people = الأشخاص
outside-total = المجموع
outside-few = أقل من { $n }
outside-convoys = القوافل: انطلقت { $left } ووصلت { $there }
outside-no-incidents = لا شيء يجوز ذكره.
outside-hour = في الساعة بدءًا من { $at }
outside-within = ضمن { $km } كم من الطريق
outside-aid = طلبات المساعدات: { $asked }؛ مقبول { $yes }، مرفوض { $no }، دون جواب { $none }
outside-squares = { $n ->
    [one] مركبات في مربع واحد من 5 كم قبل نصف ساعة:
   *[other] مركبات في مربعات من 5 كم قبل نصف ساعة، عددها { $n }:
}
outside-seals = الأختام
outside-seals-how = كل ختم مذكرة موقّعة (C2SP tlog-checkpoint) على كل ما قاله جهاز واحد. احفظها وقارن ما بعدها بها: السجل الذي لم يفعل إلا أن نما يمكن إثبات أنه يضم كل ما رأيت.
cosign = ضع ختمك أنت عليها
cosign-why = بشاهدك تؤكد أن هذه السجلات لم تفعل إلا أن نمت منذ آخر مرة نظرت فيها. لا يرى أي بيان ولا اسم. ومن يتحقق لاحقاً يرى أن شيئاً لم يُنزع من وراء ظهرك.
cosign-fetch = خذ الأختام
cosign-fetch-how = ملف، seals.json
cosign-do = على حاسوبك، في المجلد الذي فيه الملف:
cosign-keep = في المرة الأولى يولّد مفتاحك في المجلد «witness» ويطبع السطر الذي يعرفه به الآخرون. احفظ ذلك المجلد واستعمله كل مرة، ولا تستعمله في مكانين.
cosign-hand-in = سلّم cosigned.json
cosign-done = { $n ->
    [0] لم يُوقَّع شيء
    [one] ختم واحد يحمل توقيعك
   *[other] أختام تحمل توقيعك: { $n }
}
cosign-refused = { $n ->
    [one] واحد لم يُقبل
   *[other] لم تُقبل: { $n }
}
cosign-check = توقيعك الآن تحت كل ختم أعلاه. من لديه السجل كاملاً يتحقق منه بالأمر: corridor verify.
outside-rounded = تُقرَّب أعداد الناس إلى مضاعفات { $n }، كل عدد على حدة، فقد لا يطابق مجموعها. ولا يتغير عدد إلا إذا تغيّر { $n } أشخاص أو أكثر.
outside-no-seals = لا شيء مختوم بعد.
attention-fire = { $atplace ->
    [yes] إطلاق نار قرب الطريق، { $place }؛ ولم يُتخذ قرار بعده.
   *[no] إطلاق نار قرب الطريق؛ ولم يُتخذ قرار بعده.
}
attention-fire-do = قرّر في صفحة المراقبة: أوقف القوافل كلها أو دعها تنطلق.
attention-clause_breached = البند «{ $reason }» مخروق.
attention-clause_breached-do = انظر المصادر؛ وأبلغ كل طرف؛ وقرّر في شأن القافلة التالية.
attention-held = { $one ->
    [yes] { $subject }: قرر { $by } الانتظار أو الإيقاف: { $reason }.
   *[other] كل القوافل: قرر { $by } الانتظار أو الإيقاف: { $reason }.
}
attention-held-do = اسأل من قال ذلك؛ ثم تحقق بندًا بندًا في صفحة المراقبة وقرر. لا يرفعه إلا قرار بالمسير. وانظر الخطة الجديدة المقترحة.
attention-undecided = تنطلق { $subject } { $until } ولم يقرّر أحد بعد.
attention-undecided-do = راجع التحقق في صفحة المراقبة ثم قرّر.
attention-aid = { $reason ->
    [refused] رُفضت مساعدات إلى { $place }.
   *[overdue] لا جواب في الموعد على مساعدات إلى { $place }.
}
attention-aid-do = سجّل من رفض ولماذا؛ وأعد الطلب عبر مكتب الارتباط.
attention-waybill_open = البوليصة { $reason } لا يستقيم حسابها: { $count }.
attention-waybill_open-do = أعد العدّ حيث أُفرغت؛ وسجّل ما فُقد أو أُخذ.
attention-tracker_silent = جهاز تتبع { $subject } صامت منذ { $since }.
attention-tracker_silent-do = اتصل بالمرافق لاسلكيًا؛ واسأل آخر نقطة.
attention-stalled = تقف { $subject } على الطريق منذ { $since }.
attention-stalled-do = اتصل بالمرافق؛ وأرسل عونًا إن لم تتحرك.
kind-incident = حادث
kind-link = ربط
kind-evidence = دليل
kind-clause = بند
kind-clause_word = قول في بند
kind-notify = إبلاغ
kind-acknowledge = جواب على إبلاغ
kind-decide = قرار
kind-aid_request = طلب مساعدات
kind-aid_answer = جواب على مساعدات
kind-aid_move = مساعدات في الطريق
kind-tracking = تشغيل المواقع أو قطعها
kind-tracker = جهاز تتبع
kind-share = رابط للمراقبين
kind-unshare = إنهاء رابط
incident-established = مثبت
incident-line = الحوادث على خط الزمن
incident-key = المثلث: نيران؛ الشريط: الطريق؛ الحلقة: أشخاص؛ المعيّن: مساعدات. الإطار المتصل مثبت والمتقطع مزعوم. الأرقام بترتيب الزمن؛ اختر رقمًا لتراه في القائمة.
incident-on-map = على الخريطة
incident-off-map = ليس على الخريطة: لا مكان ولا موقع معروف
incident-when = متى (التوقيت المحلي؛ فارغ: الآن)
incident-lat = خط العرض
incident-lon = خط الطول
incident-trip = الرحلة التي أصابها
incident-tokens = رموز الأشخاص المعنيين
incident-how-linked = كيف
lane-fire = نيران
lane-road = طريق
lane-people = أشخاص
lane-aid = مساعدات
map-incident = حادث: { $what }
custody = سلسلة الحيازة
custody-captured = التُقط
custody-handed_on = سُلِّم
custody-verified = تحقق من البصمة
custody-exported = أُعطيت نسخة
custody-step = ما حدث
custody-holder = بحوزة من الآن
custody-note = ملاحظة
watch-source-of = المصدر { $n } من { $all }: { $what }
watch-read = قراءة تقرير
watch-claims = المزعوم مقابل المعدود
word-record = قل هل رُوعي البند
word-holding = كان
word-minutes = دقائق المراقبة حتى الآن
clause-enter = إدخال بند من الاتفاق
clause-in-file = في ملف العملية
clause-term = الشرط
clause-name = اسم قصير
clause-km = كيلومترات عن الطريق
clause-opens = يُفتح
clause-closes = يُغلق
clause-vehicles = مركبات
clause-seconds = ثوانٍ لكل مركبة
clause-hours = ساري لساعات من الآن
clause-bound = من يلتزم (فارغ: كل الأطراف)
term-no_fire = لا نيران قرب الطريق
term-passage_hours = العبور بين ساعتين
term-convoy_max = عدد مركبات القافلة
term-inspection = مدة التفتيش
term-aid_per_day = شاحنات المساعدات المسموح بها يوميًا
told-intro = المسار والمهلة والمركبات والعلامات وجهة الاتصال؛ لا شيء عن الركاب. علم الطرف بها ليس إذنًا ولا ضمانًا للسلامة.
told-tell = إبلاغ الأطراف بقافلة
told-all = كل الأطراف
told-hours = صالح لساعات
told-markings = العلامات
told-contact = جهة الاتصال
told-by = أجاب
told-send = تسجيل الإبلاغ
told-yes = أقرّوا بالعلم
told-no = رفضوا
told-vehicles = المركبات: { $n }
linked-supersedes = يحل محل
outside-cosigned = { $n ->
    [0] لم يُصادَق عليه بعد
    [one] مصادقة واحدة
   *[other] المصادقات: { $n }
}
