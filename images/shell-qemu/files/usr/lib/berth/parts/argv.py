"""QEMU's argument list, out of checked input. The only text of a person in it is the kernel's command line, which is the
whole argument after -append: QEMU looks for no option in it (softmmu/vl.c, QEMU_OPTION_append)."""
import json

from check import MIB

QEMU = "/usr/bin/qemu-system-x86_64"
SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"
# Of QEMU itself, beside the guest's memory; measured with the smallest one, see docs/operating/unikernels.md.
OVERHEAD = {"kvm": 48 * MIB, "tcg": 80 * MIB}
SMALLEST = 128 * MIB
PROCESSOR = 4 * MIB  # a thread, its stack, its caches
TRANSLATED_MIB = 32  # code that emulation keeps; QEMU's own default is up to a GiB


def guest_mib(memory_bytes, accelerator, vcpus):
    """What is left for the guest of the memory that the instance may use, in MiB. With it grow the page tables of QEMU and
    of KVM, 1/512 each, which count as the shell's: twice that is kept."""
    grown = max(memory_bytes - SMALLEST, 0) // 128 + (vcpus - 1) * PROCESSOR
    return max((memory_bytes - OVERHEAD[accelerator] - grown) // MIB, 4)


def make_argv(spec, folder, has_network, mac):
    q35 = spec["machine"] == "q35"
    kvm = spec["accelerator"] == "kvm"
    argv = [
        QEMU, "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-sandbox", SANDBOX,
        "-machine", "q35,usb=off,vmport=off" if q35 else
        "microvm,acpi=off,x-option-roms=off,isa-serial=on,pit=on,pic=on,rtc=on,auto-kernel-cmdline=on",
        "-accel", "kvm" if kvm else f"tcg,thread=multi,tb-size={TRANSLATED_MIB}",
        "-cpu", "host" if kvm else "max",
        "-m", f"{guest_mib(spec['memoryBytes'], spec['accelerator'], spec['vcpus'])}M",
        "-smp", str(spec["vcpus"]),
        "-global", "virtio-mmio.force-legacy=false",
        "-chardev", "stdio,id=serial,signal=off", "-serial", "chardev:serial",
        "-chardev", "socket,id=control,path=/run/berth/qemu/control,server=on,wait=off",
        "-mon", "chardev=control,mode=control",
        "-device", "isa-debug-exit,iobase=0x501,iosize=4",  # where Nanos and our demo look for it
        "-device", "isa-debug-exit,iobase=0xf4,iosize=4",  # where Hermit does
        "-object", "rng-random,id=random,filename=/dev/urandom",
        "-device", f"virtio-rng-{bus(q35)},rng=random,id=rng",
    ]  # fmt: skip
    if has_network:
        argv += ["-netdev", "tap,id=net,ifname=tap0,script=no,downscript=no"]
        rom = ",romfile=" if q35 else ""
        argv += ["-device", f"virtio-net-{bus(q35)},netdev=net,id=nic,mac={mac}{rom}"]
    for index, disk in enumerate(spec["disks"]):
        argv += disk_arguments(index, disk, folder, q35, spec["format"] == "disk")
    if spec["format"] != "disk":
        argv += ["-kernel", f"{folder}/kernel", "-append", spec["commandLine"]]
        if spec["hasInitrd"]:
            argv += ["-initrd", f"{folder}/initrd"]
    return argv


def bus(q35):
    return "pci" if q35 else "device"


def disk_arguments(index, disk, folder, q35, is_started):
    """A qcow2 image opens no other file, whatever its header says: `load` refuses such, and `backing` is said here. A guest
    is told when the shell is full: QEMU would else pause it, and nobody would hear of that."""
    is_iso = disk["format"] == "iso"
    node = {
        "node-name": f"disk{index}",
        "driver": "qcow2" if disk["format"] == "qcow2" else "raw",
        "read-only": disk["isReadOnly"],
        "file": {"driver": "file", "filename": f"{folder}/{disk['file']}"},
    }
    if disk["format"] == "qcow2":
        node["backing"] = None
    kind = "ide-cd" if is_iso else f"virtio-blk-{bus(q35)}"
    full = "" if is_iso else ",werror=report"
    start = f",bootindex={index + 1}" if is_started and q35 else ""
    return ["-blockdev", json.dumps(node), "-device", f"{kind},drive=disk{index},id=block{index}{full}{start}"]
