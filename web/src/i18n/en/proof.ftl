## What waits in quarantine, and devices that contradict themselves
devices-go = Open Devices
attention-quarantine = { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
  } of { $devices ->
    [0] an unknown device
    [one] { $named_by ->
        [yes] { $by }
       *[no] a device that did not say what it is
      }
   *[other] { $devices } devices
  } { $statements ->
    [one] does not count
   *[other] do not count
  }: { $held ->
    [unenrolled] its device is not admitted
    [expired] its device’s time was over
    [role] not its device’s to say
    [place] not its device’s place
    [revoked] after its device was ended
    [forked] its device told two histories
   *[other] it is in quarantine
  }.{ $count ->
    [0] {""}
    [one] {" "}{ $count } person is named by them alone.
   *[other] {" "}{ $count } people are named by them alone.
  }
attention-quarantine-do = { $held ->
    [unenrolled] On Devices: let whoever holds the device read its six words aloud and admit it; or leave them out.
    [expired] On Devices: admit the device for longer if it is still in the same hands, or accept what it said.
    [role] On Devices: ask who said it; admit the device for that work, or accept these statements alone.
    [place] On Devices: ask where the device is; admit it for that place, or accept these statements alone.
    [revoked] On Devices: ask whoever held the device what they recorded before it was lost; accept that and nothing else.
    [forked] On Devices: take the proof away, end the device, and accept only what somebody else confirms.
   *[other] On Devices: look at them, and accept them or leave them out.
  }
attention-contradicted = { $by } sealed another history of its { $count } statements than the one that is here: one of the two is false.
attention-contradicted-do = On Devices: take the proof away, ask whoever holds the device, and end it. Both histories are kept.
device-contradicted = sealed another history of its { $seq } statements
hand-contradicting = { $n ->
    [one] One seal contradicts the log of its device
   *[other] { $n } seals contradict the log of their device
  }: kept as proof. See Devices.
